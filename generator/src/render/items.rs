//! Items laid out by prettyplease, with the blank lines it does not put between them.

use syn::{Attribute, File, Item, ItemImpl};

/// Renders items that stand together.
pub(super) fn render_lines(text: &str) -> String {
    // What does not parse is a fault of ours; showing it is the best that can be done.
    let Ok(mut file) = syn::parse_file(text) else {
        return text.to_owned();
    };
    // Attributes of the whole file would all end up on one line.
    let attributes = std::mem::take(&mut file.attrs);
    let mut lines: Vec<String> = attributes
        .into_iter()
        .map(|attribute| unparse(vec![attribute], Vec::new()))
        .collect();
    if !file.items.is_empty() {
        lines.push(unparse(Vec::new(), file.items));
    }
    lines.join("\n")
}

/// Renders items with blank lines between them.
pub(super) fn render_items(text: &str) -> String {
    let Ok(file) = syn::parse_file(text) else {
        return text.to_owned();
    };
    let items: Vec<String> = file.items.into_iter().map(render_item).collect();
    items.join("\n\n")
}

fn render_item(item: Item) -> String {
    if let Item::Impl(block) = item {
        return render_impl(block);
    }
    unparse_item(item)
}

/// Renders the items of an `impl` block one by one.
fn render_impl(mut block: ItemImpl) -> String {
    if block.items.len() < 2 {
        return unparse_item(Item::Impl(block));
    }
    let items = std::mem::take(&mut block.items);
    let whole = |items| {
        Item::Impl(ItemImpl {
            items,
            ..block.clone()
        })
    };
    let empty = unparse_item(whole(Vec::new()));
    let Some(head) = empty.strip_suffix('}') else {
        return unparse_item(whole(items));
    };
    let bodies: Option<Vec<String>> = items
        .iter()
        .map(|item| {
            let text = unparse_item(whole(vec![item.clone()]));
            let body = text.strip_prefix(head)?.strip_suffix('}')?;
            Some(body.trim_matches('\n').to_owned())
        })
        .collect();
    match bodies {
        Some(bodies) => format!("{head}\n{}\n}}", bodies.join("\n\n")),
        None => unparse_item(whole(items)),
    }
}

fn unparse_item(item: Item) -> String {
    unparse(Vec::new(), vec![item])
}

fn unparse(attrs: Vec<Attribute>, items: Vec<Item>) -> String {
    let file = File {
        shebang: None,
        frontmatter: None,
        attrs,
        items,
    };
    prettyplease::unparse(&file).trim_end().to_owned()
}
