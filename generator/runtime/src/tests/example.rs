//! A small generated API: models, tables and operations as the generator writes them.

#![allow(
    unreachable_pub,
    reason = "generated types are public, and the macros make them so"
)]

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ErrorBody;
use crate::runtime::{
    Base64, Call, Client, ClientBuilder, Credential, CredentialProvider, Error, Nullable,
    Operation, Parameter, RawResponse, Scheme, Secret, Style, Validate, Validator, decode,
    integer_enum, newtype, object, request, string_enum, tagged_union, text, untagged_union,
};

pub(crate) static SCHEMES: &[Scheme] = &[
    Scheme::bearer("bearerAuth"),
    Scheme::basic("basicAuth"),
    Scheme::api_key_header("headerKey", "X-Key"),
    Scheme::api_key_query("queryKey", "api_key"),
    Scheme::api_key_cookie("cookieKey", "session"),
];

impl Client {
    pub(crate) fn builder() -> ClientBuilder {
        ClientBuilder::with_server("https://api.example.com/v1/", SCHEMES)
    }

    pub(crate) fn connections(&self) -> Connections<'_> {
        Connections { client: self }
    }
}

impl ClientBuilder {
    pub(crate) fn bearer_token(self, token: impl Into<Secret>) -> Self {
        self.bearer_provider(token.into())
    }

    pub(crate) fn bearer_provider(self, provider: impl CredentialProvider) -> Self {
        self.credential("bearerAuth", Credential::Bearer(Arc::new(provider)))
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Connections<'c> {
    pub client: &'c Client,
}

impl Connections<'_> {
    pub fn create(&self, body: &CreateConnectionRequest) -> CreateConnection {
        CreateConnection(Call::new(self.client, &CREATE_CONNECTION).json_checked(body))
    }

    pub fn get(&self, connection_id: impl AsRef<str>) -> GetConnection {
        let call = Call::new(self.client, &GET_CONNECTION);
        GetConnection(call.path("connection_id", connection_id.as_ref()))
    }

    pub fn list(&self, team_id: &str) -> ListConnections {
        ListConnections(Call::new(self.client, &LIST_CONNECTIONS).path("teamId", team_id))
    }

    pub fn delete(&self, connection_id: impl AsRef<str>) -> DeleteConnection {
        let call = Call::new(self.client, &DELETE_CONNECTION);
        DeleteConnection(call.path("connection_id", connection_id.as_ref()))
    }

    pub fn replace(&self, connection_id: impl AsRef<str>) -> ReplaceConnection {
        let call = Call::new(self.client, &REPLACE_CONNECTION);
        ReplaceConnection(call.path("connection_id", connection_id.as_ref()))
    }

    pub fn logo(&self) -> GetLogo {
        GetLogo(Call::new(self.client, &GET_LOGO))
    }
}

request!(Connections::create: CreateConnection => Connection, decode::json);

request!(Connections::get: GetConnection => Connection, decode::json);

request!(Connections::list: ListConnections => ConnectionList, decode::json);

impl ListConnections {
    pub fn limit(self, limit: i64) -> Self {
        let call = self.0.query("limit", &limit);
        Self(call.check(&limit, |x| x.range(1..)))
    }

    pub fn filter(self, filter: &Filter) -> Self {
        Self(self.0.query("filter", filter))
    }

    pub fn trace(self, trace: &str) -> Self {
        Self(self.0.header("X-Trace", trace))
    }

    pub fn theme(self, theme: &[&str]) -> Self {
        Self(self.0.cookie("theme", theme))
    }
}

request!(Connections::delete: DeleteConnection => (), decode::empty);

request!(Connections::logo: GetLogo => bytes::Bytes, decode::bytes);

request!(Connections::replace: ReplaceConnection => ReplaceConnectionOk, ReplaceConnectionOk::decode);

#[derive(Debug, PartialEq)]
pub enum ReplaceConnectionOk {
    Ok(Connection),
    Accepted(String),
    NoContent,
}

impl ReplaceConnectionOk {
    fn decode(raw: RawResponse) -> Result<Self, Error> {
        match raw.status().as_u16() {
            202 => text::decode(raw).map(Self::Accepted),
            204 => decode::empty(raw).map(|()| Self::NoContent),
            _ => decode::json(raw).map(Self::Ok),
        }
    }
}

static CREATE_CONNECTION: Operation = Operation {
    id: "createConnection",
    method: "POST",
    path: "/connections",
    security: &[&["bearerAuth"]],
    errors: &[("400", ErrorBody::problem)],
    ..Operation::DEFAULT
};

static GET_CONNECTION: Operation = Operation {
    id: "getConnection",
    path: "/connections/{connection_id}",
    parameters: &[Parameter::path("connection_id")],
    security: &[
        &["basicAuth", "headerKey"],
        &["queryKey"],
        &["cookieKey"],
        &["bearerAuth"],
        &[],
    ],
    errors: &[
        ("404", ErrorBody::problem),
        ("4XX", ErrorBody::undecodable),
        ("default", ErrorBody::problem),
    ],
    ..Operation::DEFAULT
};

static LIST_CONNECTIONS: Operation = Operation {
    id: "listConnections",
    method: "GET",
    path: "/teams/{teamId}/connections",
    parameters: &[
        Parameter::path("teamId"),
        Parameter::query("limit"),
        Parameter::query("filter").style(Style::DeepObject),
        Parameter::header("X-Trace").explode(true),
        Parameter::cookie("theme").explode(false),
    ],
    security: &[&["bearerAuth"]],
    accept: "application/json",
    errors: &[],
    ..Operation::DEFAULT
};

static DELETE_CONNECTION: Operation = Operation {
    id: "deleteConnection",
    method: "DELETE",
    path: "/connections/{connection_id}",
    parameters: &[Parameter::path("connection_id")],
    ..Operation::DEFAULT
};

static REPLACE_CONNECTION: Operation = Operation {
    id: "replaceConnection",
    method: "PUT",
    path: "/connections/{connection_id}",
    parameters: &[Parameter::path("connection_id")],
    ..Operation::DEFAULT
};

static GET_LOGO: Operation = Operation {
    id: "getLogo",
    path: "/logo",
    server: Some("https://static.example.com"),
    accept: "image/png",
    ..Operation::DEFAULT
};

impl ErrorBody {
    fn undecodable(_raw: &RawResponse) -> Option<ErrorBody> {
        None
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct CreateConnectionRequest {
    pub name: String,
    pub auth_method: AuthMethod,
    pub server_url: Option<String>,
    pub user_id: Option<String>,
    pub icon_url: Nullable<String>,
    pub secret: Option<Secret>,
    pub tags: Option<Vec<String>>,
    pub extra: BTreeMap<String, serde_json::Value>,
}

impl CreateConnectionRequest {
    pub fn new(name: &str) -> Self {
        CreateConnectionRequest {
            name: name.to_owned(),
            auth_method: AuthMethod::Url,
            server_url: None,
            user_id: None,
            icon_url: Nullable::Absent,
            secret: None,
            tags: None,
            extra: BTreeMap::new(),
        }
    }
}

object! { CreateConnectionRequest: Serialize + Deserialize {
    req name = "name",
    req auth_method = "auth_method",
    opt server_url = "server_url",
    null user_id = "user_id",
    tri icon_url = "icon_url",
    opt secret = "secret",
    opt tags = "tags",
    rest extra,
} }

impl Validate for CreateConnectionRequest {
    fn validate(&self, v: &mut Validator<'_>) {
        v.at("name", &self.name).length(1..).pattern("^[^!]*$");
        v.at_opt("icon_url", &self.icon_url).length(..=30);
        v.at_opt("tags", &self.tags)
            .count(..=2)
            .items(|x| x.length(..=3));
        v.at("meta/data", &self.extra).count(..=1);
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Connection {
    pub id: String,
    pub created_at: i64,
    pub shape: Option<Shape>,
    pub value: Option<Scalar>,
    pub logo: Option<Base64>,
    pub level: Option<Level>,
}

object! { Connection: Deserialize {
    req id = "id",
    req created_at = "created_at",
    opt shape = "shape",
    opt value = "value",
    opt logo = "logo",
    opt level = "level",
} }

#[derive(Clone, Debug, PartialEq)]
pub struct ConnectionList {
    pub connections: Vec<Connection>,
}

object! { ConnectionList: Deserialize { req connections = "connections" } }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub state: Option<String>,
    pub tags: Option<Vec<String>>,
}

object! { Filter: Serialize {
    opt state = "state",
    opt tags = "tags",
} }

#[derive(Clone, Debug, PartialEq)]
pub struct Empty {}

object! { Empty: Serialize + Deserialize {} }

string_enum! {
    /// How to authenticate.
    pub enum AuthMethod else Unknown {
        Url = "url",
        Oauth = "oauth",
    }
}

integer_enum! {
    /// How much.
    pub enum Level else Unknown {
        Low = 1,
        High = 2,
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Circle(Circle),
    Square(Box<Square>),
    Group(Tree),
    Unknown(serde_json::Value),
}

tagged_union! { Shape by "kind" {
    Circle = "circle",
    Square = "square" | "sq",
    Group = "group",
} else Unknown }

#[derive(Clone, Debug, PartialEq)]
pub struct Circle {
    pub radius: f32,
}

object! { Circle: Serialize + Deserialize { req radius = "radius" } }

#[derive(Clone, Debug, PartialEq)]
pub struct Square {
    pub kind: String,
    pub sides: Vec<i64>,
}

object! { Square: Serialize + Deserialize {
    req kind = "kind",
    req sides = "sides",
} }

#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    pub members: Vec<Shape>,
}

object! { Tree: Serialize + Deserialize { req members = "members" } }

#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    Bool(bool),
    Number(f64),
    Text(String),
    Square(Box<Square>),
    Unknown(serde_json::Value),
}

untagged_union! { Scalar {
    Bool(bool),
    Number(f64),
    Text(String),
    Square(Box<Square>),
} else Unknown }

#[derive(Clone, Debug, PartialEq)]
pub struct Tags(pub(crate) Vec<Tags>);

newtype! { Tags }
