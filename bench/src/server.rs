//! A server with one fixed response per path. It does as little as possible, so that the
//! measurements show the clients: one blocking thread per connection.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use anyhow::{Context, Result, ensure};

const ME: &str = r#"{"data":{"id":"18c0f7be24d9a3516e7f20b8c4d5e6f7a91","username":"anfield_diary","name":"Robin Carter","url":"https://medium.com/@anfield_diary","imageUrl":"https://images.medium.com/0*Qm4tPz81sXbLw2Rd.png"}}"#;
const POST: &str = r#"{"data":{"id":"e6f36a","title":"An afternoon at Anfield","authorId":"18c0f7be24d9a3516e7f20b8c4d5e6f7a91","tags":["football","liverpool","sport"],"url":"https://medium.com/@anfield_diary/an-afternoon-at-anfield-e6f36a","canonicalUrl":"","publishStatus":"public","publishedAt":1442286338435,"license":"all-rights-reserved","licenseUrl":"https://medium.com/policy/9db0094a1e0f"}}"#;
const IMAGE: &str = r#"{"data":{"url":"https://images.medium.com/0*fkfQiTzT7TlUGGyI.png","md5":"fkfQiTzT7TlUGGyIfkfQiQ"}}"#;

/// The maximum number of concurrent connections. Further ones wait.
const MAX_CONNECTIONS: usize = 512;
const BUFFER_BYTES: usize = 256 << 10;

/// Listens, prints its URL, and responds until stdin is closed.
pub fn serve() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    let connections = Arc::new(AtomicU64::new(0));
    // Threads start before the connections, so that no client waits for one to start.
    for _ in 0..MAX_CONNECTIONS {
        let listener = listener.try_clone()?;
        let connections = Arc::clone(&connections);
        thread::spawn(move || {
            let mut buffer = vec![0; BUFFER_BYTES];
            for stream in listener.incoming() {
                connections.fetch_add(1, Ordering::Relaxed);
                // An error ends this connection only.
                let _ = stream
                    .map_err(anyhow::Error::from)
                    .and_then(|stream| respond(stream, &mut buffer, &connections));
            }
        });
    }
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

/// Responds to requests until the client closes the connection.
fn respond(mut stream: TcpStream, buffer: &mut [u8], connections: &AtomicU64) -> Result<()> {
    stream.set_nodelay(true)?;
    let me = response("200 OK", ME);
    let (post, image) = (
        response("201 Created", POST),
        response("201 Created", IMAGE),
    );
    let mut filled = 0;
    while let Some(end) = read_head(&mut stream, buffer, &mut filled)? {
        let head = std::str::from_utf8(&buffer[..end])?;
        let path = head.split(' ').nth(1).context("no path")?;
        let number;
        let response = match path.rsplit('/').next() {
            Some("me") => &me,
            Some("posts") => &post,
            Some("images") => &image,
            _ => {
                number = response("200 OK", &connections.load(Ordering::Relaxed).to_string());
                &number
            }
        };
        let length = header(head, "content-length").map(str::parse).transpose()?;
        let chunked = header(head, "transfer-encoding").is_some();
        buffer.copy_within(end..filled, 0);
        filled = match length {
            Some(length) => skip_body(&mut stream, buffer, filled - end, length)?,
            None if chunked => skip_chunks(&mut stream, buffer, filled - end)?,
            None => filled - end,
        };
        stream.write_all(response.as_bytes())?;
    }
    Ok(())
}

/// Reads a request's head, and returns the offset of its body; `None` at the end of the connection.
/// The first `filled` bytes are in the buffer already.
fn read_head(
    stream: &mut TcpStream,
    buffer: &mut [u8],
    filled: &mut usize,
) -> Result<Option<usize>> {
    loop {
        let mut windows = buffer[..*filled].windows(4);
        if let Some(end) = windows.position(|window| window == b"\r\n\r\n") {
            return Ok(Some(end + 4));
        }
        match stream.read(&mut buffer[*filled..])? {
            0 => return Ok(None),
            read => *filled += read,
        }
    }
}

/// Reads a body of `length` bytes, the first `filled` of which are in the buffer. Moves what
/// follows the body to the front of the buffer, and returns its length.
fn skip_body(
    stream: &mut TcpStream,
    buffer: &mut [u8],
    filled: usize,
    length: usize,
) -> Result<usize> {
    let (mut left, mut missing) = (filled, length);
    while missing > left {
        missing -= left;
        left = stream.read(buffer)?;
        ensure!(left > 0, "the client closed the connection");
    }
    buffer.copy_within(missing..left, 0);
    Ok(left - missing)
}

/// Reads a chunked body. A client sends nothing else before the response, so the body is complete
/// once the buffer ends with the last chunk.
fn skip_chunks(stream: &mut TcpStream, buffer: &mut [u8], filled: usize) -> Result<usize> {
    let mut left = filled;
    while !buffer[..left].ends_with(b"\r\n0\r\n\r\n") {
        let keep = left.min(16);
        buffer.copy_within(left - keep..left, 0);
        let read = stream.read(&mut buffer[keep..])?;
        ensure!(read > 0, "the client closed the connection");
        left = keep + read;
    }
    Ok(0)
}

fn response(status: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json; charset=utf-8\r\ncache-control: no-cache\r\nx-powered-by: Medium\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.split("\r\n").find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}
