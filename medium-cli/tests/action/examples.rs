//! Runs the example workflows and `action.yml` step by step.

use std::collections::BTreeMap;
use std::fs;

use crate::runner::{self, Context, Ran, Runner};
use crate::support::project::{Job, Project};

const PUBLISH: &str = "examples/publish-on-medium.yml";

/// Writes an article into the folder that the example publishes.
fn write_article(project: &Project) {
    project.write_article("articles/songs.md", "# Songs\n\nText.\n");
    project.push();
}

/// Runs the example. The command is preinstalled, to save the build.
async fn run(project: &Project, job: &Job, mut context: Context) -> Vec<Ran> {
    let bin = job.machine.path().join("medium-command/bin");
    fs::create_dir_all(&bin).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_medium"), bin.join("medium")).unwrap();
    let runner = Runner {
        checkout: job.checkout(),
        temporary: job.machine.path().to_owned(),
        variables: BTreeMap::from([
            // No release supports this platform, so nothing is downloaded.
            ("RUNNER_OS".to_owned(), "Plan 9".to_owned()),
            (
                "MEDIUM_API_URL".to_owned(),
                project.sandbox.url().to_owned(),
            ),
        ]),
    };
    context.insert("steps.cache.outputs.cache-hit".into(), "true".into());
    context.insert(
        "secrets.MEDIUM_TOKEN".into(),
        project.sandbox.token().into(),
    );
    let steps = tokio::task::spawn_blocking(move || runner.workflow(PUBLISH, &mut context));
    steps.await.unwrap()
}

fn first_run() -> Context {
    Context::from([("inputs.first-run".to_owned(), "true".to_owned())])
}

fn names(steps: &[Ran]) -> Vec<&str> {
    steps.iter().map(|step| step.name.as_str()).collect()
}

fn output_of(step: &Ran) -> String {
    String::from_utf8_lossy(&[&*step.output.stdout, &*step.output.stderr].concat()).into_owned()
}

#[tokio::test]
async fn the_example_publishes_and_outputs_urls() {
    let project = Project::before_its_first_run(0).await;
    write_article(&project);
    let job = project.job();
    let steps = run(&project, &job, first_run()).await;
    let expected = [
        "Download the command of this release",
        "Hash this action's files",
        "Publish",
        "echo \"$URLS\"",
    ];
    assert_eq!(names(&steps), expected);
    for step in &steps {
        assert!(
            step.output.status.success(),
            "{}: {}",
            step.name,
            output_of(step)
        );
    }
    let posts = project.sandbox.posts();
    assert_eq!(posts.len(), 1);
    assert_eq!(output_of(&steps[3]), format!("{}\n", posts[0].url));
    let summary = fs::read_to_string(job.machine.path().join("summary")).unwrap();
    assert!(
        summary.contains("| `articles/songs.md` | `draft` |"),
        "{summary}"
    );

    // The next run, without `first-run`, publishes nothing new.
    let steps = run(&project, &project.job(), Context::new()).await;
    assert!(steps[2].output.status.success(), "{}", output_of(&steps[2]));
    assert_eq!(project.posts_sent(), 1);
}

#[tokio::test]
async fn the_example_publishes_nothing_without_first_run() {
    let project = Project::before_its_first_run(0).await;
    write_article(&project);
    let steps = run(&project, &project.job(), Context::new()).await;
    assert!(!steps[2].output.status.success());
    assert!(output_of(&steps[2]).contains("first-run: true"));
    assert_eq!(project.posts_sent(), 0);
}

#[test]
fn the_readme_documents_every_input_and_output() {
    let action = runner::read("action.yml");
    let readme = include_str!("../../README.md");
    let (_, section) = readme.split_once("## In GitHub Actions").unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let first_cells: Vec<&str> = rows.filter_map(|row| row.split(" | ").next()).collect();
    for kind in ["inputs", "outputs"] {
        for name in action[kind].as_object().unwrap().keys() {
            let quoted = format!("`{name}`");
            let is_named = first_cells.iter().any(|cell| cell.contains(&quoted));
            assert!(is_named, "{name} of {kind}");
        }
    }
}
