//! Limits of what a call costs, counted instead of timed: allocations, heap, requests and
//! connections. The limits are just above the current counts. The allocator counts per thread,
//! which excludes the server.
#![allow(missing_docs)]

mod server;

use std::future::Future;

use allocation_counter::AllocationInfo;
use medium_api::types::{NewImage, NewPost, UserId};
use medium_api::{Client, Error};
use server::Server;
use tokio::runtime::{Builder, Runtime};

/// A client on its own thread.
struct Fixture {
    runtime: Runtime,
    medium: Client,
    server: Server,
}

fn fixture() -> Fixture {
    let server = Server::start();
    let medium = Client::builder().token("0f").api_url(&server.url).build();
    Fixture {
        runtime: Builder::new_current_thread().enable_all().build().unwrap(),
        medium: medium.unwrap(),
        server,
    }
}

impl Fixture {
    /// Counts one call, after warm-up calls.
    fn count<T, F: Future<Output = Result<T, Error>>>(
        &self,
        call: impl Fn(Client) -> F,
    ) -> AllocationInfo {
        for _ in 0..4 {
            self.run(&call);
        }
        let before = self.server.requests();
        let counted = allocation_counter::measure(|| self.run(&call));
        assert_eq!(self.server.requests() - before, 1, "a call is one request");
        assert_eq!(self.server.connections(), 1, "they share a connection");
        counted
    }

    fn run<T, F: Future<Output = Result<T, Error>>>(&self, call: &impl Fn(Client) -> F) {
        let done = self.runtime.block_on(call(self.medium.clone()));
        done.unwrap();
    }
}

fn article(bytes: usize) -> NewPost {
    let line = "\"You'll never walk alone\" is sung before the match, größer als 1945.\n\n";
    NewPost::markdown("Anfield", line.repeat(bytes / line.len()))
}

fn user() -> UserId {
    UserId("18c0f7be24d9a3516e7f20b8c4d5e6f7a91".to_owned())
}

#[test]
fn me_allocates_less_than_bare_reqwest() {
    let counted = fixture().count(|medium| async move { medium.me().await });
    // Bare reqwest: 59.
    assert!(counted.count_total <= 51, "{counted:?}");
}

#[test]
fn allocations_do_not_depend_on_the_length_of_a_post() {
    let fixture = fixture();
    for bytes in [20_000, 2_000_000] {
        let post = article(bytes);
        let counted = fixture.count(|medium| {
            let post = &post;
            async move { medium.create_post(&user(), post).await }
        });
        assert!(counted.count_total <= 69, "{bytes} bytes: {counted:?}");
    }
}

#[test]
fn a_pending_call_is_small() {
    // Many pending calls have to fit into the CPU's caches.
    let medium = fixture().medium;
    let bytes = std::mem::size_of_val(&medium.me().send());
    assert!(bytes <= 2304, "{bytes}");
}

#[test]
fn a_long_post_needs_at_most_a_fifth_more_heap_than_its_json() {
    let post = article(2_000_000);
    let json = serde_json::to_vec(&post).unwrap().len() as u64;
    let counted = fixture().count(|medium| {
        let post = &post;
        async move { medium.create_post(&user(), post).await }
    });
    assert!(counted.bytes_max <= json / 5 * 6, "{json}: {counted:?}");
}

#[test]
fn an_upload_does_not_buffer_the_file() {
    let fixture = fixture();
    let folder = tempfile::tempdir().unwrap();
    for megabytes in [2_u64, 6] {
        let path = folder.path().join(format!("{megabytes}.png"));
        std::fs::write(&path, b"\x89PNG\r\n\x1a\n").unwrap();
        let file = std::fs::File::options().write(true).open(&path);
        let sized = file.and_then(|file| file.set_len(megabytes << 20));
        sized.unwrap();
        let counted = fixture.count(|medium| {
            let path = &path;
            async move { medium.upload(NewImage::from_path(path).await?).await }
        });
        // The reading thread allocates the chunks.
        assert!(counted.bytes_max <= 64 << 10, "{megabytes}: {counted:?}");
    }
}

#[test]
fn concurrent_calls_reuse_their_connections() {
    let fixture = fixture();
    fixture.runtime.block_on(async {
        for _ in 0..10 {
            let calls = (0..64).map(|_| fixture.medium.me().send());
            for response in futures_util::future::join_all(calls).await {
                response.unwrap();
            }
        }
    });
    assert_eq!(fixture.server.requests(), 640);
    // One or two more may open while another becomes idle.
    assert!(fixture.server.connections() <= 66);
}
