//! Lints that what a description says would set off: each is allowed where it would, and nowhere else.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

/// The points up to which clippy finds a type simple enough.
const COMPLEX: usize = 250;

/// The most arguments of a function that clippy does not mind.
const ARGUMENTS: usize = 7;

/// Names that clippy takes for placeholders.
const PLACEHOLDERS: [&str; 3] = ["foo", "baz", "quux"];

/// Methods that clippy expects to be those of the standard traits.
const STANDARD_METHODS: [&str; 31] = [
    "add",
    "as_mut",
    "as_ref",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "clone",
    "cmp",
    "default",
    "deref",
    "deref_mut",
    "div",
    "drop",
    "eq",
    "from_iter",
    "from_str",
    "hash",
    "index",
    "index_mut",
    "into_iter",
    "mul",
    "neg",
    "next",
    "not",
    "rem",
    "shl",
    "shr",
    "sub",
    "ne",
];

/// What a function needs to be allowed for its name and arguments.
pub(super) fn allow_function(name: &Ident, arguments: &[(Ident, TokenStream)]) -> TokenStream {
    let mut allows = allow_types(arguments.iter().map(|(_, ty)| ty));
    if arguments.len() > ARGUMENTS {
        allows.extend(allow(
            "too_many_arguments",
            "one argument per required property",
        ));
    }
    if arguments.iter().any(|(name, _)| is_placeholder(name)) {
        allows.extend(allow("disallowed_names", "the description calls it so"));
    }
    if STANDARD_METHODS.iter().any(|method| name == method) {
        allows.extend(allow(
            "should_implement_trait",
            "the description calls it so",
        ));
    }
    allows
}

/// What a method of a handle needs besides, where it is called like a constructor.
pub(super) fn allow_constructor_name(name: &Ident) -> Option<TokenStream> {
    (name == "new").then(|| allow("new_ret_no_self", "the description calls it so"))
}

/// Silences clippy where the description nests a type deeper than people would.
pub(super) fn allow_types<'t>(types: impl IntoIterator<Item = &'t TokenStream>) -> TokenStream {
    let mut types = types.into_iter();
    if types.any(|ty| complexity(ty.clone(), 1) > COMPLEX) {
        allow("type_complexity", "the description nests it like this")
    } else {
        TokenStream::new()
    }
}

fn allow(lint: &str, reason: &str) -> TokenStream {
    let lint = super::ident::fixed(lint);
    quote!(#[allow(clippy::#lint, reason = #reason)])
}

fn is_placeholder(name: &Ident) -> bool {
    PLACEHOLDERS.iter().any(|placeholder| name == placeholder)
}

/// The measure of clippy's `type_complexity`: ten points a name, tuple or slice, times its depth.
fn complexity(ty: TokenStream, depth: usize) -> usize {
    let mut points = 0;
    // How much deeper each open angle bracket has led.
    let mut steps = Vec::new();
    // The trait of `impl Trait<T>` is not itself a type.
    let mut is_trait = false;
    let mut tokens = ty.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let depth = depth + steps.iter().sum::<usize>();
        match token {
            TokenTree::Ident(word) if word == "impl" => is_trait = true,
            TokenTree::Ident(_) => {
                let next = tokens.peek().and_then(sign);
                let is_name = !matches!(next, Some(':' | '='));
                points += if is_name && !is_trait { 10 * depth } else { 0 };
                is_trait &= !is_name || next == Some('<');
            }
            TokenTree::Punct(sign) => match sign.as_char() {
                '<' => steps.push(usize::from(!std::mem::take(&mut is_trait))),
                '>' => drop(steps.pop()),
                '&' => points += depth,
                _ => {}
            },
            TokenTree::Group(group) => points += 10 * depth + complexity(group.stream(), depth + 1),
            TokenTree::Literal(_) => {}
        }
    }
    points
}

fn sign(token: &TokenTree) -> Option<char> {
    match token {
        TokenTree::Punct(sign) => Some(sign.as_char()),
        TokenTree::Ident(_) | TokenTree::Group(_) | TokenTree::Literal(_) => None,
    }
}
