//! Each pass matters: the pipeline is run once without each, and something else
//! comes out.

use tests::{fixtures, medium};

#[test]
fn without_any_one_pass_something_else_comes_out() {
    let mut idle: Vec<&str> = medium_codegen::passes();
    assert!(idle.len() > 10, "{idle:?}");
    for document in fixtures().into_iter().chain([medium()]) {
        let mut options = document.options();
        options.blocking = true;
        let whole = medium_codegen::generate(&document.text, &options).expect(&document.path);
        idle.retain(|pass| {
            options.without = Some((*pass).to_owned());
            medium_codegen::generate(&document.text, &options).is_ok_and(|output| output == whole)
        });
    }
    assert!(idle.is_empty(), "these passes change nothing: {idle:?}");
}
