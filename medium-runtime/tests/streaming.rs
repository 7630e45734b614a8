//! Bodies of 200 MB, in either direction: only the chunks in transit are in memory (measured by the
//! allocator).
#![allow(missing_docs)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

use bytes::Bytes;
use medium_runtime::{Builder, Call, Download, File, Operation, Transport, decode};
use tokio::runtime::Runtime;

const BYTES: u64 = 200_000_000;
const CHUNK_BYTES: usize = 64 << 10;
/// hyper's buffers take 400 KiB and more; a body would take 200 times this.
const MAX_BYTES: u64 = 1 << 20;

const SERVER: &str = "https://bells.example";
static FETCH: Operation = Operation::new("fetch", "GET", SERVER, "/archive");
static STORE: Operation = Operation::new("store", "PUT", SERVER, "/archive");

/// Returns a client of a server for one request, which responds to a GET with `BYTES`. The
/// allocator counts per thread, which excludes the server.
fn started() -> (Runtime, Transport) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        respond(stream).unwrap();
    });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let client = Builder::new(SERVER).api_url(url).build();
    (runtime.unwrap(), client.unwrap())
}

fn respond(stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::with_capacity(CHUNK_BYTES, stream);
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first)?;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        if line == "\r\n" {
            break;
        }
    }
    let read = std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink())?;
    let mut stream = reader.into_inner();
    if first.starts_with("PUT") {
        let body = read.to_string();
        return write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
    }
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {BYTES}\r\n\r\n")?;
    std::io::copy(&mut std::io::repeat(b'x').take(BYTES), &mut stream).map(|_| ())
}

#[test]
fn a_download_uses_the_memory_of_its_chunks() {
    let (runtime, client) = started();
    let mut written = 0;
    let counted = allocation_counter::measure(|| {
        let call: Call<Download> = client.call(&FETCH, decode::download());
        written = runtime.block_on(async {
            let download = call.await.unwrap();
            download.copy_to(&mut tokio::io::sink()).await.unwrap()
        });
    });
    assert_eq!(written, BYTES);
    assert!(counted.bytes_max < MAX_BYTES, "{counted:?}");
}

#[test]
fn an_upload_uses_the_memory_of_its_chunks() {
    let chunk = Bytes::from(vec![b'x'; CHUNK_BYTES]);
    let chunks = BYTES.div_ceil(CHUNK_BYTES as u64);
    let length = chunks * CHUNK_BYTES as u64;
    let (runtime, client) = started();
    let mut arrived = 0;
    let counted = allocation_counter::measure(|| {
        let chunks = (0..chunks).map(move |_| Ok(chunk.clone()));
        let stream = futures_util::stream::iter(chunks);
        let file = File::from_stream("archive", Some(length), stream);
        let call: Call<u64> = client.call(&STORE, decode::json());
        let call = call.file(&["application/octet-stream"], file);
        arrived = runtime.block_on(async { call.await.unwrap() });
    });
    assert_eq!(arrived, length);
    assert!(counted.bytes_max < MAX_BYTES, "{counted:?}");
}
