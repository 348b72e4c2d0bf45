//! The one parameter that is the whole query (OpenAPI 3.2.0, Parameter Object).

use super::Cx;
use super::parameter::Placed;
use crate::ir::Location;

/// Leaves one parameter that is the whole query, and tells of others that are in the query, too.
pub(super) fn settle(cx: &mut Cx<'_>, parameters: &mut Vec<Placed>) {
    let Some(first) = parameters.iter().position(|it| it.parameter.is_whole) else {
        return;
    };
    let (at, name) = {
        let first = &parameters[first];
        (first.at.clone(), first.parameter.name.clone())
    };
    let mut index = 0;
    parameters.retain(|it| {
        let is_first = index == first;
        index += 1;
        if it.parameter.location != Location::Query || is_first {
            return true;
        }
        let is_whole = it.parameter.is_whole;
        let help = match is_whole {
            true => "this one is left out",
            false => "both are sent, `&` between them",
        };
        let message = format!(
            "`{}` is in the query, of which `{name}` is the whole",
            it.parameter.name
        );
        cx.diagnostics
            .warn("beside-whole-query", &it.at, message)
            .related("the whole query", &at)
            .help(help);
        !is_whole
    });
}
