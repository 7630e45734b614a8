//! Parameters of every style, as a server sees them.

use std::collections::HashMap;

use medium_runtime::{Integer, Secret};
use serde_json::json;

use crate::header_and_cookie_styles::types::Seat;
use crate::path_styles::types::{Color, Shade};
use crate::query_styles::types::{Filter, OthersSize, Range};
use crate::server::start_server_and_client;

fn texts(values: &[&str]) -> Vec<String> {
    values.iter().map(|&value| value.to_owned()).collect()
}

#[tokio::test]
async fn serializes_a_path_by_its_style() {
    let (server, client) = start_server_and_client!(path_styles);
    let many = texts(&["a,b", "c/d", "é%"]);
    let color = Color::new(100, 200).name("x=y");

    let simple = client.simple("../x", &many, &color).await;
    simple.unwrap();
    assert_eq!(
        server.last().target,
        "/simple/..%2Fx/a%2Cb,c%2Fd,%C3%A9%25/R=100,G=200,name=x%3Dy"
    );

    let many = texts(&["a.b", "c"]);
    let label = client.label(-5, &many, &color).await;
    label.unwrap();
    assert_eq!(
        server.last().target,
        "/label/.-5/.a%2Eb.c/.R,100,G,200,name,x%3Dy"
    );

    let shade = Shade::from("very dark");
    let matrix = client.matrix(&shade, &[0.5, 2.0], &color).await;
    matrix.unwrap();
    assert_eq!(
        server.last().target,
        "/matrix/;one=very%20dark/;many=0.5,2/;R=100;G=200;name=x%3Dy"
    );
}

#[tokio::test]
async fn rejects_a_path_that_would_lead_elsewhere() {
    let (server, client) = start_server_and_client!(path_styles);
    let color = Color::new(1, 2);
    let many = texts(&["a"]);
    for segment in ["", ".", ".."] {
        let error = client.simple(segment, &many, &color).await;
        let error = error.expect_err(segment).to_string();
        assert!(error.contains("simple: one"), "{error}");
    }
    for none in [texts(&[]), texts(&[""]), texts(&[".."])] {
        let error = client.simple("a", &none, &color).await;
        let error = error.unwrap_err().to_string();
        assert!(error.contains("simple: many"), "{error}");
    }
    // A dot in a path segment could lead to its parent.
    for none in [texts(&[]), texts(&["."])] {
        let error = client.label(1, &none, &color).await;
        let error = error.unwrap_err().to_string();
        assert!(error.contains("label: many"), "{error}");
    }
    assert!(server.all().is_empty());
}

#[tokio::test]
async fn serializes_a_query_list_by_its_style() {
    let (server, client) = start_server_and_client!(query_styles);
    let lists = client
        .lists()
        .each(&texts(&["a&b", "c=é"]))
        .commas(&texts(&["a,b", "c d"]))
        .spaces(&[1, -2])
        .pipes(&texts(&["a", "%"]))
        .tree(&[Range::default().from(1), Range::default().to("x/y")]);
    lists.await.unwrap();
    assert_eq!(
        server.last().target,
        "/lists?each=a%26b&each=c%3D%C3%A9&commas=a%2Cb,c%20d&spaces=1%20-2&pipes=a%7C%25\
         &tree%5B0%5D%5Bfrom%5D=1&tree%5B1%5D%5Bto%5D=x%2Fy"
    );

    let lists = client.lists().each(&[]).commas(&[]).tree(&[]);
    lists.await.unwrap();
    assert_eq!(server.last().target, "/lists", "an empty list is not sent");

    let error = client.lists().pipes(&texts(&["a|b"])).await;
    let error = error.unwrap_err().to_string();
    assert!(error.contains("lists: pipes"), "{error}");
}

#[tokio::test]
async fn serializes_a_query_object_by_its_style() {
    let (server, client) = start_server_and_client!(query_styles);
    let range = Range::default().from(1).to("2&3");
    let filter = Filter::default()
        .text("a b")
        .size(range.clone())
        .tags(["x", "y/z"]);
    let labels = HashMap::from([("a]b".to_owned(), "%".to_owned())]);
    let objects = client.objects().bag(&range).flat(&range);
    let objects = objects.filter(&filter).labels(&labels);
    objects.await.unwrap();
    assert_eq!(
        server.last().target,
        "/objects?from=1&to=2%263&flat=from,1,to,2%263&filter%5Btext%5D=a%20b\
         &filter%5Bsize%5D%5Bfrom%5D=1&filter%5Bsize%5D%5Bto%5D=2%263\
         &filter%5Btags%5D%5B%5D=x&filter%5Btags%5D%5B%5D=y%2Fz&labels%5Ba%5Db%5D=%25"
    );
}

#[tokio::test]
async fn serializes_query_parameters_as_documented() {
    let (server, client) = start_server_and_client!(query_styles);
    let others = client
        .others()
        .path("/a?b:c&d=é")
        .exact(true)
        .any(&json!(["x", 1, null]))
        .where_(&Filter::default().text("a/b"))
        .plain("50 %")
        .size(&OthersSize::from(Integer::from(7)));
    others.await.unwrap();
    assert_eq!(
        server.last().target,
        "/others?path=/a?b:c%26d=%C3%A9&exact=true&any=x&any=1\
         &where=%7B%22text%22%3A%22a%2Fb%22%7D&plain=50%20%25&size=7"
    );

    let others = client.others().exact(false).exact_empty().plain("");
    others.await.unwrap();
    assert_eq!(server.last().target, "/others?exact=&plain=");

    let range = OthersSize::from(Range::default().from(3));
    let others = client.others().any(&json!({ "k": [1, 2] })).size(&range);
    others.await.unwrap();
    assert_eq!(server.last().target, "/others?k=1&k=2&from=3");
}

#[tokio::test]
async fn separates_the_values_of_headers_and_cookies() {
    let (server, client) = start_server_and_client!(header_and_cookie_styles);
    let seat = Seat::new(7, "by, the=door");
    let visit = client
        .visit("a;b é")
        .x_tags(&texts(&["a b", "c,d"]))
        .x_seat(&seat)
        .x_place(&seat)
        .seen(&texts(&["x", "y,z"]));
    visit.await.unwrap();
    let request = server.last();
    assert_eq!(request.header("x-tags"), Some("a b,c%2Cd"));
    assert_eq!(
        request.header("x-seat"),
        Some("row=7,note=by%2C the%3Ddoor")
    );
    assert_eq!(
        request.header("x-place"),
        Some(r#"{"row":7,"note":"by, the=door"}"#)
    );
    assert_eq!(
        request.header("cookie"),
        Some("session=a%3Bb%20%C3%A9; seen=x,y%2Cz")
    );

    // A separator within a value is encoded, and so is a line break, which could
    // start another header.
    let visit = client.visit("a").x_tags(&texts(&["a\nb"]));
    visit.await.unwrap();
    assert_eq!(server.last().header("x-tags"), Some("a%0Ab"));
}

#[tokio::test]
async fn sends_secrets_in_a_url_and_never_shows_them() {
    let (server, client) = start_server_and_client!(secret_parameters);
    let [code, otp, pin] = ["code-0f1e2d3c", "otp/4b5a6978", "12"].map(Secret::from);
    let echoed = json!({ "message": "no code-0f1e2d3c, no otp%2F4b5a6978 and no 12" });
    server.respond(418, echoed);
    let call = client.open(&code, &otp).pin(&pin);
    assert!(!format!("{call:?}").contains("0f1e2d3c"));
    let error = call.await.unwrap_err();

    let request = server.last();
    assert_eq!(request.target, "/boxes/code-0f1e2d3c?otp=otp%2F4b5a6978");
    assert_eq!(request.header("cookie"), Some("pin=12"));
    for shown in [format!("{error}"), format!("{error:?}")] {
        for secret in ["0f1e2d3c", "4b5a6978", "12"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

#[tokio::test]
async fn distinguishes_parameters_with_the_same_name() {
    let (server, client) = start_server_and_client!(parameter_names);
    let replace = client
        .replace("a", "text")
        .id_query("b")
        .id_header("c")
        .body(1)
        .with_header("d")
        .self_(true)
        .filter_name("e")
        .count(2);
    replace.await.unwrap();
    let request = server.last();
    assert_eq!(
        request.target,
        "/things/a?id=b&body=1&header=d&self=true&filter%5Bname%5D=e&n=2"
    );
    assert_eq!(request.header("id"), Some("c"));
    assert_eq!(request.json(), json!("text"));
}
