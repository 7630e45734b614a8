//! The body of a request, read as a server would.

use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use reqwest::Body;

/// All of it. The error is why it broke off, such as a file that can't be read.
pub(super) async fn collected(mut body: Body) -> Result<Bytes, reqwest::Error> {
    let mut bytes = BytesMut::new();
    while let Some(frame) =
        std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await
    {
        if let Ok(data) = frame?.into_data() {
            bytes.extend_from_slice(&data);
        }
    }
    Ok(bytes.freeze())
}
