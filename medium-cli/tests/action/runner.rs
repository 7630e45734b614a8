//! A runner that is as much of GitHub's as `action.yml` and the examples need: it reads the steps from
//! the files themselves, decides their conditions, fills in their expressions and runs their scripts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// What expressions can name, such as `inputs.paths` or `steps.publish.outputs.url`.
pub(crate) type Context = BTreeMap<String, String>;

/// A step that ran: its name or script, and what it printed.
pub(crate) struct Ran {
    pub(crate) name: String,
    pub(crate) output: Output,
}

/// A machine with a checkout, and the secrets and variables that a workflow gives to its steps.
pub(crate) struct Runner {
    /// Where the scripts run.
    pub(crate) checkout: PathBuf,
    /// The runner's own folder, for files of steps.
    pub(crate) temporary: PathBuf,
    /// Variables of every step.
    pub(crate) variables: BTreeMap<String, String>,
}

/// The folder of this project: that of the action.
pub(crate) fn project() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    here.canonicalize().unwrap()
}

pub(crate) fn read(name: &str) -> Value {
    let text = fs::read_to_string(project().join(name)).unwrap();
    serde_saphyr::from_str(&text).unwrap()
}

impl Runner {
    /// The one job of a workflow, whose `uses: OWNER/medium` is this project's action.
    pub(crate) fn workflow(&self, name: &str, context: &mut Context) -> Vec<Ran> {
        let workflow = read(name);
        let jobs = workflow["jobs"].as_object().unwrap();
        assert_eq!(jobs.len(), 1, "{name}");
        let steps = jobs.values().next().unwrap()["steps"].as_array().unwrap();
        steps
            .iter()
            .flat_map(|step| self.step(step, context))
            .collect()
    }

    fn step(&self, step: &Value, context: &mut Context) -> Vec<Ran> {
        match step["uses"].as_str() {
            Some(action) if action.starts_with("OWNER/medium@") => self.action(step, context),
            // The checkout is there, and no cache is.
            Some(_) => Vec::new(),
            None => self.script(step, context).into_iter().collect(),
        }
    }

    /// The steps of `action.yml`, with the inputs of `step`; its outputs become those of `step`.
    fn action(&self, step: &Value, context: &mut Context) -> Vec<Ran> {
        let action = read("action.yml");
        let mut inner = context.clone();
        for (name, input) in action["inputs"].as_object().unwrap() {
            let given = step["with"][name].as_str().map(str::to_owned);
            let given = given.or_else(|| step["with"][name].as_bool().map(|yes| yes.to_string()));
            let value =
                given.unwrap_or_else(|| input["default"].as_str().unwrap_or_default().into());
            let value = filled(&value, context);
            inner.insert(format!("inputs.{name}"), value);
        }
        let outer = Self {
            checkout: self.checkout.clone(),
            temporary: self.temporary.clone(),
            variables: self.with(&step["env"], context),
        };
        let mut ran = Vec::new();
        for step in action["runs"]["steps"].as_array().unwrap() {
            ran.extend(outer.step(step, &mut inner));
        }
        let id = step["id"].as_str().unwrap_or("action");
        for (name, output) in action["outputs"].as_object().unwrap() {
            let value = filled(output["value"].as_str().unwrap(), &inner);
            context.insert(format!("steps.{id}.outputs.{name}"), value);
        }
        ran
    }

    /// The variables of a step: the runner's, and its own `env`.
    fn with(&self, env: &Value, context: &Context) -> BTreeMap<String, String> {
        let mut variables = self.variables.clone();
        for (name, value) in env.as_object().into_iter().flatten() {
            variables.insert(name.clone(), filled(value.as_str().unwrap(), context));
        }
        variables
    }

    /// Runs a step's script, unless its condition says otherwise, and keeps its outputs.
    fn script(&self, step: &Value, context: &mut Context) -> Option<Ran> {
        if !step["if"]
            .as_str()
            .is_none_or(|condition| holds(condition, context))
        {
            return None;
        }
        let script = filled(step["run"].as_str().unwrap(), context);
        let outputs = self.temporary.join("outputs");
        fs::write(&outputs, "").unwrap();
        let output = Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script])
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("HOME", &self.temporary)
            .env("CI", "true")
            .env("RUNNER_TEMP", &self.temporary)
            .env("GITHUB_ACTION_PATH", project())
            .env("GITHUB_OUTPUT", &outputs)
            .env("GITHUB_STEP_SUMMARY", self.temporary.join("summary"))
            .envs(self.with(&step["env"], context))
            .current_dir(&self.checkout)
            .output()
            .unwrap();
        let id = step["id"].as_str().unwrap_or("-");
        for (name, value) in outputs_of(&fs::read_to_string(outputs).unwrap()) {
            context.insert(format!("steps.{id}.outputs.{name}"), value);
        }
        let name = step["name"].as_str().unwrap_or(&script).to_owned();
        Some(Ran { name, output })
    }
}

/// `NAME=VALUE` lines, and values of several lines between delimiters.
fn outputs_of(text: &str) -> Vec<(String, String)> {
    let mut lines = text.lines();
    let mut outputs = Vec::new();
    while let Some(line) = lines.next() {
        if let Some((name, delimiter)) = line.split_once("<<") {
            let value: Vec<_> = lines
                .by_ref()
                .take_while(|line| *line != delimiter)
                .collect();
            outputs.push((name.to_owned(), value.join("\n")));
        } else if let Some((name, value)) = line.split_once('=') {
            outputs.push((name.to_owned(), value.to_owned()));
        }
    }
    outputs
}

/// A text with its `${{ … }}` filled in.
fn filled(text: &str, context: &Context) -> String {
    let mut parts = text.split("${{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (expression, rest) = part.split_once("}}").unwrap();
        filled.push_str(&value(expression, context));
        filled.push_str(rest);
    }
    filled
}

/// A name, a literal, or the first of several (`a || b`) that is not empty.
fn value(expression: &str, context: &Context) -> String {
    let mut choices = expression.split("||").map(|choice| {
        let choice = choice.trim();
        match choice
            .strip_prefix('\'')
            .and_then(|text| text.strip_suffix('\''))
        {
            Some(text) => text.to_owned(),
            None if choice == "false" => choice.to_owned(),
            None => context.get(choice).cloned().unwrap_or_default(),
        }
    });
    choices.find(|value| !value.is_empty()).unwrap_or_default()
}

/// `a == 'b' && c != 'd'`
fn holds(condition: &str, context: &Context) -> bool {
    condition.split("&&").all(|part| {
        let (left, right, is_equal) = match part.split_once("!=") {
            Some((left, right)) => (left, right, false),
            None => {
                let (left, right) = part.split_once("==").unwrap();
                (left, right, true)
            }
        };
        (value(left, context) == value(right, context)) == is_equal
    })
}
