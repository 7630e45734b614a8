//! A server with one answer for each path. It is cheap, so that what is measured
//! is the clients.

use std::cell::Cell;
use std::rc::Rc;

use anyhow::Result;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const ME: &str = r#"{"data":{"id":"18c0f7be24d9a3516e7f20b8c4d5e6f7a91","username":"anfield_diary","name":"Robin Carter","url":"https://medium.com/@anfield_diary","imageUrl":"https://images.medium.com/0*Qm4tPz81sXbLw2Rd.png"}}"#;
const POST: &str = r#"{"data":{"id":"e6f36a","title":"An afternoon at Anfield","authorId":"18c0f7be24d9a3516e7f20b8c4d5e6f7a91","tags":["football","liverpool","sport"],"url":"https://medium.com/@anfield_diary/an-afternoon-at-anfield-e6f36a","canonicalUrl":"","publishStatus":"public","publishedAt":1442286338435,"license":"all-rights-reserved","licenseUrl":"https://medium.com/policy/9db0094a1e0f"}}"#;
const IMAGE: &str = r#"{"data":{"url":"https://images.medium.com/0*fkfQiTzT7TlUGGyI.png","md5":"fkfQiTzT7TlUGGyIfkfQiQ"}}"#;

/// Listens, says where on stdout, and answers until its stdin ends.
///
/// # Errors
///
/// Where it can't listen.
pub async fn serve() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let connections = Rc::new(Cell::new(0_u64));
    let tasks = tokio::task::LocalSet::new();
    let accepting = tasks.run_until(async {
        loop {
            let (stream, _) = listener.accept().await?;
            connections.set(connections.get() + 1);
            let connections = Rc::clone(&connections);
            // A client that hangs up ends its own task only.
            tokio::task::spawn_local(async move { answer(stream, &connections).await.ok() });
        }
    });
    // A thread: reading stdin has to end the process, and nothing else does.
    std::thread::spawn(|| {
        std::io::Read::read_to_end(&mut std::io::stdin(), &mut Vec::new()).ok();
        std::process::exit(0);
    });
    accepting.await
}

async fn answer(mut stream: TcpStream, connections: &Cell<u64>) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = vec![0; 256 << 10];
    let mut filled = 0;
    loop {
        let end = loop {
            if let Some(end) = find(&buffer[..filled], b"\r\n\r\n") {
                break end + 4;
            }
            let read = stream.read(&mut buffer[filled..]).await?;
            if read == 0 {
                return Ok(());
            }
            filled += read;
        };
        let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
        let mut left = filled - end;
        buffer.copy_within(end..filled, 0);
        match header(&head, "content-length") {
            Some(length) => {
                let mut missing = length.parse::<usize>()?;
                while missing > left {
                    missing -= left;
                    left = stream.read(&mut buffer).await?;
                    anyhow::ensure!(left > 0, "the client hung up");
                }
                buffer.copy_within(missing..left, 0);
                left -= missing;
            }
            None if header(&head, "transfer-encoding").is_some() => {
                // Nothing follows before the answer: what ends in the last chunk is whole.
                while !buffer[..left].ends_with(b"\r\n0\r\n\r\n") {
                    let keep = left.min(16);
                    buffer.copy_within(left - keep..left, 0);
                    let read = stream.read(&mut buffer[keep..]).await?;
                    anyhow::ensure!(read > 0, "the client hung up");
                    left = keep + read;
                }
                left = 0;
            }
            None => {}
        }
        filled = left;
        stream
            .write_all(reply(&head, connections).as_bytes())
            .await?;
    }
}

fn reply(head: &str, connections: &Cell<u64>) -> String {
    let path = head.split(' ').nth(1).unwrap_or_default();
    let counted;
    let (status, body) = match path.rsplit('/').next() {
        Some("me") => ("200 OK", ME),
        Some("posts") => ("201 Created", POST),
        Some("images") => ("201 Created", IMAGE),
        Some("connections") => {
            counted = connections.get().to_string();
            ("200 OK", counted.as_str())
        }
        _ => ("404 Not Found", "{}"),
    };
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

fn find(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    bytes
        .windows(sought.len())
        .position(|window| window == sought)
}
