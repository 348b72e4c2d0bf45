//! Local files that are read in place of URLs.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::uri;
use crate::diagnostic::{Diagnostics, Place};
use crate::pointer::{Pointer, percent_decoded};

/// A file that is read in place of a URL, or a folder in place of all URLs that begin with one that ends in `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlMapping {
    /// The URL, without a fragment.
    pub url: String,
    /// The file or the folder, as the loader knows it.
    pub path: String,
    /// Where the user says so.
    pub place: Place,
}

/// All mappings, and which of them are of use.
#[derive(Debug, Default)]
pub(super) struct Urls {
    mappings: Vec<UrlMapping>,
    /// The URLs of the mappings that references need.
    used: BTreeSet<String>,
    /// The URLs of references that nothing is mapped to.
    unmapped: BTreeSet<String>,
}

impl Urls {
    pub(super) fn new(mappings: &[UrlMapping]) -> Self {
        Self {
            mappings: mappings.to_vec(),
            ..Self::default()
        }
    }

    /// The file that stands for a URL.
    pub(super) fn local(&self, url: &str) -> Option<String> {
        self.mapping(url).map(|mapping| mapping.file(url))
    }

    /// The file that stands for the URL of a reference, whose mapping is of use then.
    pub(super) fn wanted(&mut self, url: &str) -> Option<String> {
        let Some(mapping) = self.mapping(url) else {
            self.unmapped.insert(url.to_owned());
            return None;
        };
        let (known, file) = (mapping.url.clone(), mapping.file(url));
        self.used.insert(known);
        Some(file)
    }

    /// The mapping that says most of a URL.
    fn mapping(&self, url: &str) -> Option<&UrlMapping> {
        let fitting = self.mappings.iter().filter(|mapping| mapping.fits(url));
        fitting.max_by_key(|mapping| mapping.url.len())
    }

    /// Reports the mappings that no reference needs.
    pub(super) fn report_unused(&self, diagnostics: &mut Diagnostics) {
        let is_unused = |mapping: &&UrlMapping| !self.used.contains(&mapping.url);
        for mapping in self.mappings.iter().filter(is_unused) {
            let message = format!("no reference leads to `{}`", mapping.url);
            let diagnostic = diagnostics.warn("unused-url", &Pointer::root(), message);
            diagnostic.place = mapping.place.clone();
            diagnostic.help = self.remedy(mapping);
        }
    }

    fn remedy(&self, mapping: &UrlMapping) -> Option<String> {
        let folder = format!("{}/", mapping.url);
        if self.unmapped.iter().any(|url| url.starts_with(&folder)) {
            return Some(format!("`{folder}` stands for all that begin with it"));
        }
        let unmapped = self.unmapped.iter().map(String::as_str);
        let meant = crate::diagnostic::suggest::nearest(&mapping.url, unmapped)?;
        Some(format!("did you mean `{meant}`?"))
    }
}

impl UrlMapping {
    fn fits(&self, url: &str) -> bool {
        let is_folder = self.url.ends_with('/');
        url == self.url || (is_folder && url.starts_with(&self.url))
    }

    /// The file that stands for one of the URLs.
    fn file(&self, url: &str) -> String {
        let below = url.strip_prefix(&self.url).unwrap_or_default();
        let below = percent_decoded(below).unwrap_or(Cow::Borrowed(below));
        match &*below {
            "" => uri::normal(&self.path),
            below => uri::normal(&format!("{}/{below}", self.path)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(mappings: &[(&str, &str)]) -> Urls {
        let mapping = |(url, path): &(&str, &str)| UrlMapping {
            url: (*url).to_owned(),
            path: (*path).to_owned(),
            place: Place::default(),
        };
        Urls::new(&mappings.iter().map(mapping).collect::<Vec<_>>())
    }

    #[test]
    fn urls_stand_for_files_and_folders() {
        let urls = urls(&[
            ("https://example.com/pet.yaml", "api/pet.yaml"),
            ("https://example.com/", "api"),
            ("https://example.com/more/", "./more/"),
        ]);
        for (url, file) in [
            ("https://example.com/pet.yaml", Some("api/pet.yaml")),
            ("https://example.com/a/b%20c.yaml", Some("api/a/b c.yaml")),
            ("https://example.com/more/b.yaml", Some("more/b.yaml")),
            ("https://example.org/", None),
        ] {
            assert_eq!(urls.local(url).as_deref(), file, "{url}");
        }
    }

    #[test]
    fn mappings_of_no_use_are_told() {
        let mut urls = urls(&[
            ("https://example.com/", "a"),
            ("https://example.org/b", "b"),
            ("https://example.net/c.yml", "c.yml"),
        ]);
        for url in [
            "https://example.com/d",
            "https://example.org/b/e",
            "https://example.net/c.yaml",
        ] {
            urls.wanted(url);
        }
        let mut diagnostics = Diagnostics::new();
        urls.report_unused(&mut diagnostics);
        let found: Vec<_> = diagnostics
            .iter()
            .map(|it| it.help.as_deref().unwrap_or_default())
            .collect();
        assert_eq!(
            found,
            [
                "`https://example.org/b/` stands for all that begin with it",
                "did you mean `https://example.net/c.yaml`?"
            ]
        );
    }
}
