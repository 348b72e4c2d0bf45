//! The operations of the example API, as the generator writes them.

use crate::runtime::{Call, Client, Operation, Parameter, Payload, decode, request};

#[cfg(not(test))]
impl Client {
    /// A client with settings of your own.
    pub fn builder() -> crate::ClientBuilder {
        crate::ClientBuilder::with_server("", &[])
    }
}

impl Client {
    /// `GET /things`
    pub fn list_things(&self) -> ListThings {
        ListThings(Call::new(self, &LIST_THINGS))
    }

    /// `DELETE /things/{id}`
    pub fn delete_thing(&self, id: impl AsRef<str>) -> DeleteThing {
        DeleteThing(Call::new(self, &DELETE_THING).path("id", id.as_ref()))
    }
}

request!(Client::list_things: ListThings => Vec<String>, decode::json);

impl ListThings {
    /// The query parameter `limit`.
    pub fn limit(self, limit: i64) -> Self {
        Self(self.0.query("limit", &limit))
    }
}

static LIST_THINGS: Operation =
    Operation::new("listThings", "GET", "/things").parameters(&[Parameter::query("limit")]);

request!(Client::delete_thing: DeleteThing => (), decode::empty);

static DELETE_THING: Operation = Operation::new("DELETE /things/{id}", "DELETE", "/things/{id}")
    .parameters(&[Parameter::path("id")])
    .successes(&[("204", Payload::Empty)]);
