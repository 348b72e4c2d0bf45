//! How a description says that a parameter is written.

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl Location {
    /// The location as the description names it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// `style` of the Parameter Object (OpenAPI 3.2.0, "Style Values"), and what only `collectionFormat` of Swagger 2.0 says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    /// `tsv`.
    TabDelimited,
    DeepObject,
    /// As `form`, but nothing is encoded.
    Cookie,
}

/// `content` of the Parameter Object, which stands in place of a style.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Content {
    None,
    Json,
    /// A form, with the properties that are not written as usual.
    Form(&'static [Parameter]),
}

/// One parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) location: Location,
    pub(crate) style: Style,
    explode: Option<bool>,
    pub(crate) allow_reserved: bool,
    pub(crate) content: Content,
    /// Whether it is all of the query, without a name.
    pub(crate) is_whole: bool,
}

impl Parameter {
    /// A path parameter; `simple` unless said otherwise.
    pub(crate) const fn path(name: &'static str) -> Self {
        Self::new(name, Location::Path, Style::Simple)
    }

    /// A query parameter; `form`, exploded, unless said otherwise.
    pub(crate) const fn query(name: &'static str) -> Self {
        Self::new(name, Location::Query, Style::Form)
    }

    /// A header parameter; `simple` unless said otherwise.
    pub(crate) const fn header(name: &'static str) -> Self {
        Self::new(name, Location::Header, Style::Simple)
    }

    /// A cookie parameter; `form` unless said otherwise.
    pub(crate) const fn cookie(name: &'static str) -> Self {
        Self::new(name, Location::Cookie, Style::Form)
    }

    const fn new(name: &'static str, location: Location, style: Style) -> Self {
        Parameter {
            name,
            location,
            style,
            explode: None,
            allow_reserved: false,
            content: Content::None,
            is_whole: false,
        }
    }

    /// `style`.
    pub(crate) const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// `explode`; left out, it is true for `form` and `cookie`, and false for every other style.
    pub(crate) const fn explode(mut self, explode: bool) -> Self {
        self.explode = Some(explode);
        self
    }

    /// `allowReserved`.
    pub(crate) const fn allow_reserved(mut self, allow_reserved: bool) -> Self {
        self.allow_reserved = allow_reserved;
        self
    }

    /// Described by `content: application/json` instead of by a style.
    pub(crate) const fn json(mut self) -> Self {
        self.content = Content::Json;
        self
    }

    /// Described by `content: application/x-www-form-urlencoded`, with its `encoding`.
    pub(crate) const fn form(mut self, encoding: &'static [Parameter]) -> Self {
        self.content = Content::Form(encoding);
        self
    }

    /// `in: querystring`.
    pub(crate) const fn whole(mut self) -> Self {
        self.is_whole = true;
        self
    }

    /// Whether arrays and objects are spread over several pairs.
    pub(crate) fn explodes(&self) -> bool {
        let usual = matches!(self.style, Style::Form | Style::Cookie);
        self.explode.unwrap_or(usual)
    }
}
