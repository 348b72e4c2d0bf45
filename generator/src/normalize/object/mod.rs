//! What single kinds of objects need beyond the shape table, before and after their members are walked.

mod content;
mod document;
mod holding;
pub(super) mod merged_item;
pub(super) mod misplaced;
mod parameter;
mod path_item;
mod paths;
mod security;
mod tag;
mod unknown;

use serde_json::{Map, Value};

use super::shape::Kind;
use super::version::Version;
use super::walk::Walker;
use super::{schema, swagger};

/// Rewrites an object while its members are still as the author wrote them; none if it is left out.
pub(super) fn before(
    walker: &mut Walker<'_>,
    kind: Kind,
    object: &mut Map<String, Value>,
) -> Option<()> {
    rewrite(walker, kind, object)?;
    unknown::report(walker, kind, object);
    Some(())
}

fn rewrite(walker: &mut Walker<'_>, kind: Kind, object: &mut Map<String, Value>) -> Option<()> {
    match kind {
        Kind::Document => {
            document::before_document(walker, object);
            tag::check_parents(walker, object);
            security::settle_requirements(walker, object);
        }
        Kind::Operation => {
            security::settle_requirements(walker, object);
            match walker.version {
                Version::V20 => swagger::before_operation(walker, object),
                Version::V30 | Version::V31 | Version::V32 => {
                    swagger::before_old_operation(walker, object);
                }
            }
        }
        Kind::Components => document::before_components(object),
        Kind::Paths => paths::before_paths(walker, object),
        Kind::PathItem => {
            path_item::before_path_item(walker, object);
            swagger::before_path_item(walker, object);
        }
        Kind::Responses => path_item::before_responses(walker, object),
        Kind::Callback => object.retain(|key, _| !key.starts_with("x-")),
        Kind::Parameter => {
            if walker.version == Version::V20 {
                swagger::before_parameter(walker, object)?;
            }
            return parameter::before_parameter(walker, object);
        }
        Kind::Response if walker.version == Version::V20 => {
            swagger::before_response(walker, object);
        }
        Kind::Response | Kind::RequestBody => misplaced::in_body(walker, kind, object, &[]),
        Kind::Header if walker.version == Version::V20 => swagger::before_header(walker, object),
        Kind::Header => parameter::before_header(walker, object),
        Kind::MediaType => {
            misplaced::in_media_type(walker, object);
            content::before_media_type(walker, object);
        }
        Kind::Example => content::before_example(walker, object),
        Kind::SecurityScheme if walker.version == Version::V20 => {
            swagger::before_scheme(walker, object);
            return security::before_scheme(walker, object);
        }
        Kind::SecurityScheme => return security::before_scheme(walker, object),
        Kind::OAuthFlows => security::before_flows(walker, object),
        Kind::Tag => tag::before_tag(object),
        Kind::Server => walker.rename(object, "name", "x-name"),
        Kind::Schema => schema::rewrite(walker, object),
        Kind::Discriminator => walker.rename(object, "defaultMapping", "x-default-mapping"),
        Kind::Info
        | Kind::Contact
        | Kind::License
        | Kind::ServerVariable
        | Kind::ExternalDocs
        | Kind::Encoding
        | Kind::Link
        | Kind::OAuthFlow => {}
    }
    Some(())
}

/// Checks an object whose members are canonical; none if it is left out.
pub(super) fn after(
    walker: &mut Walker<'_>,
    kind: Kind,
    object: &mut Map<String, Value>,
) -> Option<()> {
    match kind {
        Kind::Parameter => parameter::after_parameter(walker, object),
        Kind::Header => {
            parameter::check_style(walker, object, &["simple"]);
            parameter::keep_explode(object);
        }
        Kind::Encoding => {
            content::leave_out_style(walker, object);
            parameter::check_style(walker, object, parameter::QUERY_STYLES);
            parameter::keep_explode(object);
        }
        Kind::Link => return content::after_link(walker, object),
        Kind::SecurityScheme => return security::after_scheme(walker, object),
        Kind::Document
        | Kind::Info
        | Kind::Contact
        | Kind::License
        | Kind::Server
        | Kind::ServerVariable
        | Kind::ExternalDocs
        | Kind::Tag
        | Kind::Paths
        | Kind::PathItem
        | Kind::Operation
        | Kind::RequestBody
        | Kind::Responses
        | Kind::Response
        | Kind::MediaType
        | Kind::Example
        | Kind::Callback
        | Kind::Components
        | Kind::OAuthFlows
        | Kind::OAuthFlow
        | Kind::Schema
        | Kind::Discriminator => {}
    }
    Some(())
}
