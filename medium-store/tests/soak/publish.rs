//! A user of the sandbox who publishes from several processes.

use medium_sandbox::Sandbox;
use medium_store::{Article, Ledger, State};

use crate::support::TestStore;
use crate::worker::{Job, Work, account};
use crate::workers::Worker;

/// One article, one sandbox, one ledger.
pub(crate) struct PublishScenario<'t> {
    test: &'t TestStore,
    pub(crate) sandbox: Sandbox,
    ledger: Ledger,
}

impl<'t> PublishScenario<'t> {
    pub(crate) async fn new(test: &'t TestStore) -> Self {
        let sandbox = Sandbox::builder().rate_limit(false);
        Self {
            test,
            sandbox: sandbox.start().await.unwrap(),
            ledger: test.store().await.ledger(&account()),
        }
    }

    /// Returns the task of a process.
    pub(crate) fn work(&self, article: &str, halt: Option<&str>) -> Work {
        Work {
            store: self.test.url_text.clone(),
            api: self.sandbox.url().to_owned(),
            job: Job::Publish {
                token: self.sandbox.token().to_owned(),
                user: self.sandbox.users()[0].id.clone(),
                article: article.to_owned(),
                halt: halt.map(str::to_owned),
            },
        }
    }

    /// Starts a process that publishes the article if the ledger permits it, and returns the result.
    pub(crate) async fn run(&self, article: &str) -> String {
        let worker = Worker::ready(&self.work(article, None)).await;
        worker.wait_for_exit().await
    }

    /// Returns how many posts of the article there are.
    pub(crate) fn posts(&self, article: &str) -> usize {
        let posts = self.sandbox.posts();
        posts.iter().filter(|post| post.title == article).count()
    }

    /// Returns the state in the ledger; `None` is *not published*.
    pub(crate) async fn state(&self, article: &str) -> Option<State> {
        let entries = self.ledger.entries(&Article::id(article)).await.unwrap();
        assert!(entries.len() <= 1, "{entries:?}");
        entries.first().map(|entry| entry.state)
    }
}
