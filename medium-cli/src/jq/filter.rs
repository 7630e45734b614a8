//! Compiles and runs filters with jaq.

use super::JqError;
use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars, data, unwrap_valr};
use jaq_json::{Val, read};
use serde_json::Value;

type Filter = jaq_core::Filter<data::JustLut<Val>>;

/// Checks a filter and returns it.
pub(crate) fn validate(filter: &str) -> Result<String, String> {
    compile(filter)?;
    Ok(filter.to_owned())
}

/// Applies the filter. Each result is a line: strings as they are, other values as JSON.
pub(crate) fn text(filter: &str, value: &Value) -> Result<String, JqError> {
    let failed = |error: &dyn ToString| JqError(error.to_string());
    let filter = compile(filter).map_err(JqError)?;
    let json = value.to_string();
    let input = read::parse_single(json.as_bytes()).map_err(|error| failed(&error))?;
    let context = Ctx::<data::JustLut<Val>>::new(&filter.lut, Vars::new([]));
    let mut text = String::new();
    for output in filter.id.run((context, input)).map(unwrap_valr) {
        let output = output.map_err(|error| failed(&error))?.to_string();
        match serde_json::from_str(&output) {
            Ok(Value::String(plain)) => text.push_str(&plain),
            _ => text.push_str(&output),
        }
        text.push('\n');
    }
    Ok(text)
}

fn compile(code: &str) -> Result<Filter, String> {
    let wrong = |what: &str| format!("invalid jq filter: {what} in `{code}`");
    let definitions = jaq_core::defs()
        .chain(jaq_std::defs())
        .chain(jaq_json::defs());
    let functions = jaq_core::funs()
        .chain(jaq_std::funs())
        .chain(jaq_json::funs());
    let arena = Arena::default();
    let modules = Loader::new(definitions)
        .load(&arena, File { code, path: () })
        .map_err(|_| wrong("syntax error"))?;
    let compiler = Compiler::default().with_funs(functions);
    compiler.compile(modules).map_err(|errors| {
        let names = errors.into_iter().flat_map(|(_, errors)| errors);
        let names = names.map(|(name, _)| format!("`{name}`"));
        let names = names.collect::<Vec<_>>().join(", ");
        wrong(&format!("unknown function or variable {names}"))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn prints_strings_raw_and_other_values_as_json() {
        let value = json!([{"url": "https://a.example/?\"ü\"", "tags": ["b"]}, {"tags": []}]);
        for (filter, expected) in [
            (".[0].url", "https://a.example/?\"ü\"\n"),
            (".[] | .tags", "[\"b\"]\n[]\n"),
            ("map(.tags | length) | add", "1\n"),
            (".[1].url", "null\n"),
            ("empty", ""),
            (
                ".[0] | \"\\(.tags[0]): \\(.url | test(\"a\"))\"",
                "b: true\n",
            ),
        ] {
            assert_eq!(text(filter, &value).unwrap(), expected, "{filter}");
        }
    }

    #[test]
    fn rejects_invalid_filters_before_running() {
        assert!(validate(".[0] | .url").is_ok());
        assert!(validate(".[").unwrap_err().contains("syntax"));
        assert!(
            validate("nothing(1)")
                .unwrap_err()
                .contains("unknown function or variable `nothing`")
        );
    }

    #[test]
    fn a_filter_that_fails_on_the_data_is_an_error() {
        let error = text(".a", &json!([1])).unwrap_err().to_string();
        assert!(error.contains("index"), "{error}");
    }
}
