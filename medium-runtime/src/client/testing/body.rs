//! Reads the body of a request, as a server would.

use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use reqwest::Body;

/// Reads the whole body. It fails if a part can't be read, for example of a file.
pub(super) async fn collect(mut body: Body) -> Result<Bytes, reqwest::Error> {
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
