//! Code that other tools run or draw: Medium shows what is written.

use comrak::Node;
use comrak::nodes::NodeCodeBlock;

use super::Transform;

pub(super) fn report<'a>(
    transform: &mut Transform<'a, '_, '_>,
    node: Node<'a>,
    code: &NodeCodeBlock,
) {
    if !code.fenced {
        return;
    }
    let language = code.info.split_whitespace().next().unwrap_or_default();
    let source = code.info.clone();
    match language.to_lowercase().as_str() {
        "mermaid" | "plantuml" | "puml" | "dot" | "graphviz" | "d2" | "geojson" | "topojson"
        | "stl" | "chart" | "vega" | "vega-lite" | "abc" | "flow" | "sequence" => {
            let message = "Medium draws no diagrams: readers see the source; a picture shows more";
            transform.warn(node, &source, message);
        }
        "math" | "latex" | "katex" => {
            let message = "Medium sets no formulas: readers see the source; a picture shows more";
            transform.warn(node, &source, message);
        }
        "dataview" | "dataviewjs" | "query" | "tasks" | "button" | "tracker" => {
            let message = "this is run by an add-on of Obsidian, and readers would see its source; \
                           write what it gives";
            transform.lose(node, &source, message);
        }
        name if name.starts_with('{') && is_left_out(code) => {
            let message = "this cell is hidden from readers; it is left out";
            transform.warn(node, &source, message);
            transform.remove(node);
        }
        name if name.starts_with('{') => {
            let is_box = BOXES.contains(&name.trim_matches(['{', '}']));
            let message = match is_box {
                true => "a box of MyST: readers see it as code; write it as a quote",
                false => "this is not run: readers see the code, and not what it gives",
            };
            transform.warn(node, &source, message);
        }
        name if name.starts_with("ad-") => {
            let message = "this is a box of an add-on of Obsidian: readers see it as code";
            transform.warn(node, &source, message);
        }
        _ => {}
    }
}

/// Whether Quarto or R Markdown shows nothing of a cell.
fn is_left_out(code: &NodeCodeBlock) -> bool {
    let info: String = code.info.split_whitespace().collect();
    let info = info.to_ascii_lowercase();
    let options = code
        .literal
        .lines()
        .take_while(|line| line.starts_with("#|"));
    let mut options = options.map(|line| line[2..].split_whitespace().collect::<String>());
    info.contains("include=false") || options.any(|option| option == "include:false")
}

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

/// A query of Dataview among words.
pub(super) fn inline<'a>(transform: &mut Transform<'a, '_, '_>, node: Node<'a>, code: &str) {
    if code.starts_with("$= ") || (code.starts_with("= ") && code.contains("this.")) {
        let message =
            "this is run by an add-on of Obsidian: readers see it as it is; write what it gives";
        transform.warn(node, code, message);
    }
}
