//! A server with persistent connections and one response per path.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const ME: &str = r#"{"data":{"id":"18c0f7be24d9a3516e7f20b8c4d5e6f7a91","username":"anfield_diary","name":"Robin Carter","url":"https://medium.com/@anfield_diary","imageUrl":"https://images.medium.com/0*Qm4tPz81sXbLw2Rd.png"}}"#;
const POST: &str = r#"{"data":{"id":"e6f36a","title":"Anfield","authorId":"18c0f7be24d9a3516e7f20b8c4d5e6f7a91","tags":["football"],"url":"https://medium.com/@anfield_diary/anfield-e6f36a","publishStatus":"public","publishedAt":1442286338435,"license":"all-rights-reserved","licenseUrl":"https://medium.com/policy/9db0094a1e0f"}}"#;
const IMAGE: &str = r#"{"data":{"url":"https://images.medium.com/0*fkfQiTzT7TlUGGyI.png","md5":"fkfQiTzT7TlUGGyIfkfQiQ"}}"#;

/// Runs a thread per connection, which ends when the client disconnects.
pub(crate) struct Server {
    pub(crate) url: String,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    connections: AtomicUsize,
    requests: AtomicUsize,
}

impl Server {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let counts = Arc::new(Counts::default());
        let counted = Arc::clone(&counts);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counted.connections.fetch_add(1, Ordering::SeqCst);
                let counted = Arc::clone(&counted);
                std::thread::spawn(move || respond(stream, &counted));
            }
        });
        Self {
            url: format!("http://{address}"),
            counts,
        }
    }

    pub(crate) fn connections(&self) -> usize {
        self.counts.connections.load(Ordering::SeqCst)
    }

    pub(crate) fn requests(&self) -> usize {
        self.counts.requests.load(Ordering::SeqCst)
    }
}

fn respond(stream: TcpStream, counts: &Counts) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::with_capacity(256 << 10, stream);
    loop {
        let (mut first, mut length) = (String::new(), 0);
        if reader.read_line(&mut first)? == 0 {
            return Ok(());
        }
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
        std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink())?;
        counts.requests.fetch_add(1, Ordering::SeqCst);
        let (status, body) = match first
            .split([' ', '/'])
            .rfind(|part| part.starts_with(['m', 'p', 'i']))
        {
            Some("posts") => ("201 Created", POST),
            Some("images") => ("201 Created", IMAGE),
            _ => ("200 OK", ME),
        };
        let response = format!(
            "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        reader.get_mut().write_all(response.as_bytes())?;
    }
}
