//! How much memory an upload takes: `cargo bench -p medium-api --bench upload_memory`.
//!
//! A server in another process takes files of 20 and 200 MiB from disk and
//! throws them away. What is printed is the growth of this process' peak
//! resident memory over what it was after a first, small call.
#![allow(missing_docs)]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use medium_api::Client;
use medium_api::types::NewImage;

const SERVE: &str = "--serve";
const MIB: u64 = 1 << 20;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    if std::env::args().any(|argument| argument == SERVE) {
        return serve();
    }
    let mut server = Command::new(std::env::current_exe()?)
        .arg(SERVE)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut address = String::new();
    let stdout = server.stdout.take().ok_or("the server has no output")?;
    BufReader::new(stdout).read_line(&mut address)?;
    let result = measure(address.trim());
    // The server ends with its input.
    drop(server.stdin.take());
    server.wait()?;
    result
}

fn measure(address: &str) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let folder = tempfile::tempdir()?;
    runtime.block_on(async {
        let medium = Client::builder()
            .token("0f")
            .api_url(format!("http://{address}"))
            .build()?;
        let small = image(folder.path(), 64 << 10)?;
        medium.upload(NewImage::from_path(&small).await?).await?;
        for size in [20 * MIB, 200 * MIB] {
            let file = image(folder.path(), size)?;
            let (before, start) = (peak_kib()?, Instant::now());
            medium.upload(NewImage::from_path(&file).await?).await?;
            println!(
                "{:>4} MiB: peak resident memory grew by {} KiB, in {:.2} s",
                size / MIB,
                peak_kib()?.saturating_sub(before),
                start.elapsed().as_secs_f64(),
            );
        }
        Ok(())
    })
}

/// A file that starts like a PNG.
fn image(folder: &Path, bytes: u64) -> std::io::Result<std::path::PathBuf> {
    let path = folder.join(format!("{bytes}.png"));
    let mut file = File::create(&path)?;
    file.write_all(b"\x89PNG\r\n\x1a\n")?;
    file.set_len(bytes)?;
    Ok(path)
}

/// `VmHWM` of this process (Linux).
fn peak_kib() -> Result<u64, Box<dyn std::error::Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .ok_or("no VmHWM")?;
    Ok(line.split_whitespace().nth(1).ok_or("no number")?.parse()?)
}

/// Takes uploads until its input ends.
fn serve() -> Outcome {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || answer(stream));
        }
    });
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

fn answer(stream: TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let mut reader = BufReader::with_capacity(256 << 10, stream);
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            if line == "\r\n" {
                break;
            }
        }
        std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink())?;
        let body = r#"{"data":{"url":"https://images.example/1","md5":"AAAAAAAAAAAAAAAAAAAAAA"}}"#;
        write!(
            reader.get_mut(),
            "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
    }
}
