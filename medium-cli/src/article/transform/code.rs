//! Code that other tools run or draw: Medium shows what is written.

use comrak::Node;
use comrak::nodes::{NodeCodeBlock, NodeValue};

use super::Transform;
use crate::article::expand::latex::uncommented;

pub(super) fn report<'a>(
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
    if DIAGRAMS.contains(&name) {
        let message = "Medium draws no diagrams: readers see the source; a picture shows more";
        transform.warn(node, &code.info, message);
    } else if ["math", "latex", "katex"].contains(&name) {
        formula(transform, node, code, name);
    } else if QUERIES.contains(&name) {
        let message = "this is run by an add-on of Obsidian, and readers would see its source; write \
                       what it gives";
        transform.lose(node, &code.info, message);
    } else if name == "toc" || name == "table-of-contents" {
        let message = "Medium has no table of contents; it is left out";
        transform.warn(node, &code.info, message);
        transform.remove(node);
    } else if name.starts_with('{') {
        cell(transform, node, code, name);
    } else if name.starts_with("ad-") {
        let message = "this is a box of an add-on of Obsidian: readers see it as code";
        transform.warn(node, &code.info, message);
    }
}

/// What other tools draw.
const DIAGRAMS: [&str; 15] = [
    "abc",
    "chart",
    "d2",
    "dot",
    "flow",
    "geojson",
    "graphviz",
    "mermaid",
    "plantuml",
    "puml",
    "sequence",
    "stl",
    "topojson",
    "vega",
    "vega-lite",
];

/// What add-ons of Obsidian run.
const QUERIES: [&str; 8] = [
    "button",
    "dataview",
    "dataviewjs",
    "excalidraw",
    "kanban",
    "query",
    "tasks",
    "tracker",
];

fn formula<'a>(
    transform: &mut Transform<'a, '_, '_>,
    node: Node<'a>,
    code: &NodeCodeBlock,
    name: &str,
) {
    let message = "Medium sets no formulas: readers see the source; a picture shows more";
    transform.warn(node, &code.info, message);
    let literal = format!("{}\n", uncommented(&code.literal));
    // GitHub sets what is named so, and shows the source of the others.
    if name == "math" && literal != code.literal {
        let code = NodeCodeBlock {
            literal,
            ..code.clone()
        };
        transform.set(node, NodeValue::CodeBlock(Box::new(code)));
    }
}

/// A cell of a notebook, or a box that is written as one.
fn cell<'a>(
    transform: &mut Transform<'a, '_, '_>,
    node: Node<'a>,
    code: &NodeCodeBlock,
    name: &str,
) {
    let name = name.trim_matches(['{', '}', ',', ':']);
    if name == "comment" || is_left_out(code) {
        let message = "this cell is hidden from readers, so it is left out; add what it shows, if \
                       it shows anything";
        transform.warn(node, &code.info, message);
        return transform.remove(node);
    }
    if name.starts_with('=') || SHOWS.contains(&name) {
        let message = "this shows a picture, another file or raw code, and readers would see its \
                       source; write what it gives";
        return transform.lose(node, &code.info, message);
    }
    let is_box = BOXES.contains(&name);
    let message = match is_box {
        true => "a box of MyST: readers see it as code; write it as a quote",
        false => "this is not run: readers see the code, and not what it gives",
    };
    transform.warn(node, &code.info, message);
}

/// Whether Quarto or R Markdown shows nothing of a cell, or not its code.
fn is_left_out(code: &NodeCodeBlock) -> bool {
    let info: String = code.info.split_whitespace().collect();
    let info = info.to_ascii_lowercase();
    let options = code
        .literal
        .lines()
        .take_while(|line| line.starts_with("#|"));
    let mut options = options.map(|line| line[2..].split_whitespace().collect::<String>());
    let is_hidden = |option: String| option == "include:false" || option == "echo:false";
    // R has `F` for false, too.
    info.contains("include=f") || info.contains("echo=f") || options.any(is_hidden)
}

/// What MyST shows with a directive.
const SHOWS: [&str; 11] = [
    "audio",
    "embed",
    "figure",
    "figure-md",
    "iframe",
    "image",
    "include",
    "literalinclude",
    "raw",
    "video",
    "youtube",
];

/// What MyST writes as if it were code.
const BOXES: [&str; 11] = [
    "admonition",
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "note",
    "seealso",
    "tip",
    "warning",
];

/// A query of Dataview, or what a notebook's tools run, among words.
pub(super) fn inline<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, code: &str) {
    if code.starts_with("$= ") || (code.starts_with("= ") && code.contains("this.")) {
        let message =
            "this is run by an add-on of Obsidian: readers see it as it is; write what it gives";
        transform.warn(node, code, message);
    }
    if is_run(code) {
        let message =
            "this is run by knitr or Quarto: readers see it as it is; write what it gives";
        transform.warn(node, code, message);
    }
}

/// `r nrow(cars)` of R Markdown, and `{python} x` of Quarto.
fn is_run(code: &str) -> bool {
    let Some((language, expression)) = code.split_once(' ') else {
        return false;
    };
    // An assignment gives nothing to show.
    let is_value = !expression.trim_start().starts_with(['=', '<']);
    is_value && ["r", "{r}", "{python}", "{julia}", "{ojs}"].contains(&language)
}
