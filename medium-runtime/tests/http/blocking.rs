//! Streams in blocking programs.

use std::io::{Read, Write};
use std::net::TcpListener;

use medium_runtime::{Call, Download, Error, Events, Paging, Runner, Transport, decode};

use crate::client::{BELLS, builder_at};

/// Returns a client of a server with one response.
fn responding(response: impl AsRef<[u8]> + Send + 'static) -> Transport {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        let _ = stream.read(&mut request).unwrap();
        stream.write_all(response.as_ref()).unwrap();
    });
    builder_at(&url).build().unwrap()
}

/// Returns a download of ten bytes, of which `body` arrives.
fn download(body: &str) -> Download {
    let client = responding(format!(
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{body}"
    ));
    let runner = Runner::default();
    let call: Call<Download> = client.call(&BELLS, decode::download()).with_runner(&runner);
    run(&runner, call)
}

fn run<T>(runner: &Runner, call: Call<T>) -> T {
    runner.run(call.send()).unwrap().unwrap()
}

#[test]
fn a_download_is_a_reader() {
    let download = download("0123456789");
    let mut text = String::new();
    download.into_reader().read_to_string(&mut text).unwrap();
    assert_eq!(text, "0123456789");
}

#[test]
fn a_truncated_body_is_an_error_of_the_reader() {
    let error = download("0123")
        .into_reader()
        .read_to_end(&mut Vec::new())
        .unwrap_err();
    let source = error
        .get_ref()
        .and_then(|error| error.downcast_ref::<Error>());
    assert!(matches!(source, Some(Error::Connection { .. })), "{error}");
}

#[test]
fn events_are_an_iterator() {
    let client = responding("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\ndata: 1\n\ndata: 2\n\n");
    let runner = Runner::default();
    let call: Call<Events<u32>> = client.call(&BELLS, decode::events()).with_runner(&runner);
    let numbers: Vec<u32> = run(&runner, call)
        .into_iter()
        .map(|event| event.unwrap().data)
        .collect();
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn streams_of_the_async_client_reject_blocking_reads() {
    let client = responding("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n0");
    let call: Call<Download> = client.call(&BELLS, decode::download());
    let error = run(&Runner::default(), call)
        .into_reader()
        .read(&mut [0])
        .unwrap_err();
    assert!(error.to_string().contains("asynchronous client"), "{error}");
}

#[test]
fn pages_are_an_iterator() {
    let client = responding(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{\"data\":[1,2]}",
    );
    let runner = Runner::default();
    let call: Call<()> = client.call(&BELLS, decode::empty()).with_runner(&runner);
    let items = call.items::<u32>(Paging::cursor("/data", "/next", "cursor"));
    let items: Result<Vec<u32>, Error> = items.into_iter().collect();
    assert_eq!(items.unwrap(), [1, 2]);

    let call: Call<()> = client.call(&BELLS, decode::empty());
    let items = call.items::<u32>(Paging::cursor("/data", "/next", "cursor"));
    let first = items.into_iter().next().unwrap();
    assert!(matches!(first, Err(Error::Input { .. })), "{first:?}");
}
