//! `medium sandbox`: a stand-in for Medium that goes on until Ctrl-C.

use medium_sandbox::Sandbox;
use medium_sandbox::command::{Options, shell_exports};
use serde_json::json;

use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use crate::output::Output;

pub(crate) async fn run(options: &Options, output: &Output) -> Result<()> {
    // Listened to from the start: whoever reads the address may be quicker than we are.
    let mut interrupt = Interrupt::listen().map_err(Error::system("wait for Ctrl-C"))?;
    let show = |sandbox: &Sandbox| {
        let application = sandbox.application();
        let value = json!({
            "url": sandbox.url(),
            "token": sandbox.token(),
            "client_id": application.client_id,
            "client_secret": application.client_secret,
            "redirect_uri": application.redirect_uri(),
        });
        output.data(&value, &shell_exports(sandbox))
    };
    options
        .run(show, |text| output.warn(text), async {
            interrupt.came().await;
        })
        .await
}
