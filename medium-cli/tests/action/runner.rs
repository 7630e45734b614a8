//! A minimal GitHub Actions runner: reads the steps of `action.yml` and the examples, evaluates their
//! conditions and expressions, and runs their scripts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The values of expressions such as `inputs.paths` or `steps.publish.outputs.url`.
pub(crate) type Context = BTreeMap<String, String>;

/// A step that ran: its name or script, and its output.
pub(crate) struct Ran {
    pub(crate) name: String,
    pub(crate) output: Output,
}

/// A runner with a checkout.
pub(crate) struct Runner {
    /// The working directory of the scripts.
    pub(crate) checkout: PathBuf,
    /// `RUNNER_TEMP`, also for the outputs of steps.
    pub(crate) temporary: PathBuf,
    /// Environment variables of every step.
    pub(crate) variables: BTreeMap<String, String>,
}

/// Returns the folder of the action: the root of this repository.
pub(crate) fn project() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    here.canonicalize().unwrap()
}

pub(crate) fn read(name: &str) -> Value {
    let text = fs::read_to_string(project().join(name)).unwrap();
    serde_saphyr::from_str(&text).unwrap()
}

impl Runner {
    /// Runs the only job of a workflow. `uses: OWNER/medium` runs the action of this repository.
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
            // The checkout already exists, and nothing is cached.
            Some(_) => Vec::new(),
            None => self.script(step, context).into_iter().collect(),
        }
    }

    /// Runs the steps of `action.yml` with the inputs of `step`, and sets the outputs of `step`.
    fn action(&self, step: &Value, context: &mut Context) -> Vec<Ran> {
        let action = read("action.yml");
        let mut inner = context.clone();
        for (name, input) in action["inputs"].as_object().unwrap() {
            let input_value = step["with"][name].as_str().map(str::to_owned);
            let input_value =
                input_value.or_else(|| step["with"][name].as_bool().map(|yes| yes.to_string()));
            let value =
                input_value.unwrap_or_else(|| input["default"].as_str().unwrap_or_default().into());
            let value = interpolate(&value, context);
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
            let value = interpolate(output["value"].as_str().unwrap(), &inner);
            context.insert(format!("steps.{id}.outputs.{name}"), value);
        }
        ran
    }

    /// Returns the environment variables of a step: the runner's and its own `env`.
    fn with(&self, env: &Value, context: &Context) -> BTreeMap<String, String> {
        let mut variables = self.variables.clone();
        for (name, value) in env.as_object().into_iter().flatten() {
            variables.insert(name.clone(), interpolate(value.as_str().unwrap(), context));
        }
        variables
    }

    /// Runs a step's script if its condition is met, and records its outputs.
    fn script(&self, step: &Value, context: &mut Context) -> Option<Ran> {
        if !step["if"]
            .as_str()
            .is_none_or(|condition| is_met(condition, context))
        {
            return None;
        }
        let script = interpolate(step["run"].as_str().unwrap(), context);
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

/// Parses `NAME=VALUE` lines, and values of several lines between delimiters.
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

/// Evaluates each `${{ … }}` in a text.
fn interpolate(text: &str, context: &Context) -> String {
    let mut parts = text.split("${{");
    let mut output = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (expression, rest) = part.split_once("}}").unwrap();
        output.push_str(&value(expression, context));
        output.push_str(rest);
    }
    output
}

/// Evaluates a name, a literal or `a || b`, which is the first value that is not empty.
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

/// Evaluates a condition such as `a == 'b' && c != 'd'`.
fn is_met(condition: &str, context: &Context) -> bool {
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
