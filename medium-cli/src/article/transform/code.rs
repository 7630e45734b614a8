//! Code blocks that other tools run or render: Medium shows their source.

use comrak::Node;
use comrak::nodes::{NodeCodeBlock, NodeValue};

use super::Transform;
use crate::article::expand::latex::without_comments;

pub(super) fn convert<'a>(
    transform: &mut Transform<'a, '_, '_>,
    node: Node<'a>,
    code: &NodeCodeBlock,
) {
    if !code.fenced {
        return;
    }
    let language = code.info.split_whitespace().next().unwrap_or_default();
    let language = language.to_lowercase();
    let name = language.as_str();
    if is_in(DIAGRAMS, name) {
        let message = "Medium can't draw diagrams, so readers see the source; use an image";
        transform.warn(node, &code.info, message);
    } else if ["math", "latex", "katex"].contains(&name) {
        formula(transform, node, code, name);
    } else if is_in(QUERIES, name) {
        let message =
            "an Obsidian plugin runs this, but readers would see its source; insert the result";
        transform.error_unless_lossy(node, &code.info, message);
    } else if name == "toc" || name == "table-of-contents" {
        let message = "Medium has no table of contents; it is left out";
        transform.warn(node, &code.info, message);
        transform.remove(node);
    } else if name.starts_with('{') {
        cell(transform, node, code, name);
    } else if name.starts_with("ad-") {
        let message = "a box of an Obsidian plugin, which readers see as code; write it as a quote";
        transform.warn(node, &code.info, message);
    }
}

/// Languages that other tools render as diagrams.
const DIAGRAMS: &str = "abc chart d2 dot flow geojson graphviz mermaid plantuml puml sequence stl topojson \
    vega vega-lite";

/// Languages that Obsidian plugins run.
const QUERIES: &str = "button dataview dataviewjs excalidraw kanban query tasks tracker";

fn formula<'a>(
    transform: &mut Transform<'a, '_, '_>,
    node: Node<'a>,
    code: &NodeCodeBlock,
    name: &str,
) {
    let message = "Medium can't render formulas, so readers see the source; use an image";
    transform.warn(node, &code.info, message);
    let literal = format!("{}\n", without_comments(&code.literal));
    // GitHub renders only `math`, without its comments. It shows the source of the others.
    if name == "math" && literal != code.literal {
        let code = NodeCodeBlock {
            literal,
            ..code.clone()
        };
        transform.set(node, NodeValue::CodeBlock(Box::new(code)));
    }
}

/// Reports a notebook cell, or a MyST directive in the same syntax.
fn cell<'a>(
    transform: &mut Transform<'a, '_, '_>,
    node: Node<'a>,
    code: &NodeCodeBlock,
    name: &str,
) {
    let name = name.trim_matches(['{', '}', ',', ':']);
    if name == "comment" || is_hidden_cell(code) {
        let message = "this cell is hidden from readers, so it is left out; insert its output if it has \
                       any";
        transform.warn(node, &code.info, message);
        return transform.remove(node);
    }
    if name.starts_with('=') || is_in(INSERTS, name) {
        let message = "this inserts an image, another file or raw code, but readers would see its \
                       source; insert the result";
        return transform.error_unless_lossy(node, &code.info, message);
    }
    let is_box = is_in(BOXES, name);
    let message = if is_box {
        "a MyST box, which readers see as code; write it as a quote"
    } else {
        "the code is not run, so readers see no output; insert it"
    };
    transform.warn(node, &code.info, message);
}

/// Returns whether Quarto or R Markdown hides the cell, or its code.
fn is_hidden_cell(code: &NodeCodeBlock) -> bool {
    let info: String = code.info.split_whitespace().collect();
    let info = info.to_ascii_lowercase();
    let options = code
        .literal
        .lines()
        .take_while(|line| line.starts_with("#|"));
    let mut options = options.map(|line| line[2..].split_whitespace().collect::<String>());
    let is_hidden = |option: String| option == "include:false" || option == "echo:false";
    // R also has `F` for false.
    info.contains("include=f") || info.contains("echo=f") || options.any(is_hidden)
}

/// MyST directives that insert something.
const INSERTS: &str =
    "audio embed figure figure-md iframe image include literalinclude raw video youtube";

/// MyST directives that are boxes.
const BOXES: &str =
    "admonition attention caution danger error hint important note seealso tip warning";

/// Reports inline code that Dataview or notebook tools run.
pub(super) fn inline<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, code: &str) {
    if code.starts_with("$= ") || (code.starts_with("= ") && code.contains("this.")) {
        let message = "an Obsidian plugin runs this, but readers see its source; insert the result";
        transform.warn(node, code, message);
    }
    if is_run(code) {
        let message = "knitr or Quarto runs this, but readers see its source; insert the result";
        transform.warn(node, code, message);
    }
}

/// Returns whether it is R Markdown's `r nrow(cars)` or Quarto's `{python} x`.
fn is_run(code: &str) -> bool {
    let Some((language, expression)) = code.split_once(' ') else {
        return false;
    };
    // An assignment has no output.
    let is_value = !expression.trim_start().starts_with(['=', '<']);
    is_value && ["r", "{r}", "{python}", "{julia}", "{ojs}"].contains(&language)
}

/// Returns whether a list of names, separated by spaces, contains `name`.
pub(super) fn is_in(names: &str, name: &str) -> bool {
    names.split(' ').any(|known| known == name)
}
