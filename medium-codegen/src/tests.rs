//! The generator depends on the items of progenitor's code, not on its text.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::visit_mut::{VisitMut, visit_file_mut};
use syn::{Block, ImplItemFn, Item, parse_quote};

use crate::{Options, run};

const DOCUMENT: &str = include_str!("../../tests/fixtures/other_service.yaml");

struct Changed;

impl VisitMut for Changed {
    fn visit_block_mut(&mut self, block: &mut Block) {
        *block = parse_quote!({
            let changed = String::from("header_map.append");
            unimplemented!("{changed}")
        });
    }

    fn visit_impl_item_fn_mut(&mut self, function: &mut ImplItemFn) {
        function.attrs = vec![parse_quote!(#[inline])];
        self.visit_block_mut(&mut function.block);
    }

    fn visit_file_mut(&mut self, file: &mut syn::File) {
        visit_file_mut(self, file);
        file.items.reverse();
        for item in &mut file.items {
            match item {
                Item::Impl(block) => block.items.reverse(),
                Item::Mod(module) => {
                    if let Some((_, items)) = &mut module.content {
                        items.retain(|item| !matches!(item, Item::Impl(_) | Item::Fn(_)));
                        items.reverse();
                    }
                }
                _ => {}
            }
        }
        file.items.push(parse_quote!(
            fn added() {}
        ));
    }
}

fn change(code: TokenStream, by: &mut impl VisitMut) -> TokenStream {
    let mut file = syn::parse2(code).unwrap();
    by.visit_file_mut(&mut file);
    file.into_token_stream()
}

#[test]
fn ignores_the_function_bodies_of_progenitor() {
    let options = Options::new("other_service.yaml");
    let before = run(DOCUMENT, &options, |code| code).unwrap();
    let after = run(DOCUMENT, &options, |code| change(code, &mut Changed));
    assert_eq!(after.unwrap(), before);
}

struct Renamed(&'static str);

impl VisitMut for Renamed {
    fn visit_ident_mut(&mut self, ident: &mut syn::Ident) {
        if *ident == self.0 {
            *ident = parse_quote!(renamed);
        }
    }
}

#[test]
fn reports_an_item_missing_from_progenitors_output() {
    let options = Options::new("other_service.yaml");
    for (name, named) in [
        ("add_photos", "method add_photos"),
        ("p0", "argument p0"),
        ("Branch", "type Branch"),
        ("f1", "field f1"),
        ("token", "token"),
        ("ResponseValue", "ResponseValue"),
        ("CodeGrant", "CodeGrant"),
        ("Secret", "is a secret"),
    ] {
        let error = run(DOCUMENT, &options, |code| change(code, &mut Renamed(name)));
        let errors = error.expect_err(name);
        let error = errors.first().unwrap().to_string();
        assert!(error.contains(named), "{name}: {error}");
    }
}
