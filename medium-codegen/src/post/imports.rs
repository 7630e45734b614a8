//! Takes out the imports that nothing needs: a client without bodies has no use
//! for `types`, one that only builds URLs none for `ResponseValue`.

use std::collections::BTreeSet;

use syn::visit::Visit;
use syn::{Item, UseTree};

use super::Context;
use crate::client::Code;
use crate::error::Result;

pub(crate) fn run(_: &Context<'_>, code: &mut Code) -> Result<()> {
    let mut used = Names::default();
    for method in &code.methods {
        used.visit_impl_item_fn(method);
    }
    unused_away(&mut code.client, used);
    unused_away(&mut code.blocking, Names::default());
    Ok(())
}

/// What paths start with.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl<'ast> Visit<'ast> for Names {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        syn::visit::visit_path(self, path);
        let first = path.segments.first();
        self.0.extend(first.map(|first| first.ident.to_string()));
    }

    // What is imported is not used by that.
    fn visit_item_use(&mut self, _: &'ast syn::ItemUse) {}
}

/// `used` are the names that other code uses which the imports are for.
fn unused_away(items: &mut Vec<Item>, mut used: Names) {
    for item in items.iter() {
        used.visit_item(item);
    }
    let is_used = |name: &syn::Ident| used.0.contains(&name.to_string());
    for item in items.iter_mut() {
        if let Item::Use(item) = item {
            prune(&mut item.tree, &is_used);
        }
    }
    items.retain(|item| !matches!(item, Item::Use(item) if is_empty(&item.tree)));
}

fn prune(tree: &mut UseTree, is_used: &dyn Fn(&syn::Ident) -> bool) {
    match tree {
        UseTree::Path(path) => {
            let whole = matches!(&*path.tree, UseTree::Name(name) if !is_used(&name.ident));
            if whole {
                *path.tree = none();
            }
            prune(&mut path.tree, is_used);
        }
        UseTree::Group(group) => {
            let kept = group
                .items
                .iter()
                .filter(|tree| !matches!(tree, UseTree::Name(name) if !is_used(&name.ident)));
            group.items = kept.cloned().collect();
        }
        _ => {}
    }
}

fn none() -> UseTree {
    UseTree::Group(syn::UseGroup {
        brace_token: syn::token::Brace::default(),
        items: syn::punctuated::Punctuated::new(),
    })
}

fn is_empty(tree: &UseTree) -> bool {
    match tree {
        UseTree::Path(path) => is_empty(&path.tree),
        UseTree::Group(group) => group.items.is_empty(),
        _ => false,
    }
}
