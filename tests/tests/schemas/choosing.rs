//! Choices: nothing of a value is lost, and what fits none is kept.

use serde_json::{Value, json};

use crate::choices::types::{Known, Order, OrderModel, OrderWider, Payment};
use crate::families::types::{Pet, Vehicle};
use crate::recursion::types::Props;
use crate::started;

/// What a client reads as an order, and writes again.
async fn order(value: Value) -> (Order, Value) {
    let (server, client) = started!(choices);
    server.answer(200, value);
    server.answer(200, json!({}));
    let read = client.order(&Order::new()).await.expect("it is answered");
    client.order(&read).await.expect("it is answered");
    (read, server.last().json())
}

#[tokio::test]
async fn a_discriminator_says_which_choice_it_is() {
    for (kind, is_it) in [
        (
            "visa",
            (|payment| matches!(payment, Payment::Card(_))) as fn(&Payment) -> bool,
        ),
        ("master", |payment| matches!(payment, Payment::Card(_))),
        ("bank", |payment| matches!(payment, Payment::Transfer(_))),
        ("paper", |payment| matches!(payment, Payment::Voucher(_))),
        ("gold", |payment| matches!(payment, Payment::Unknown(_))),
    ] {
        let value = json!({ "payment": { "type": kind, "number": "1" } });
        let (read, _) = order(value).await;
        assert!(read.payment.as_ref().is_some_and(is_it), "{kind}: {read:?}");
    }
}

#[tokio::test]
async fn a_choice_that_can_not_be_read_is_kept_as_it_came() {
    let value = json!({
        "payment": { "type": "gold", "ounces": [1, { "two": 2 }] }, "size": { "w": 1 },
        "ware": { "colour": "red" }, "scale": 9, "customer": 7, "deep": [1],
    });
    let (read, again) = order(value.clone()).await;
    assert_eq!(again, value);
    assert!(
        !format!("{read:?}").contains("ounces"),
        "nobody knows whether it is a secret"
    );
}

#[tokio::test]
async fn any_of_keeps_what_every_choice_that_fits_says() {
    let value = json!({ "ware": { "name": "bell", "price": 3.5, "grams": 700 } });
    let (read, again) = order(value.clone()).await;
    let ware = read.ware.expect("it is there");
    assert_eq!(ware.named.expect("it has a name").name, "bell");
    assert_eq!(ware.weighed.expect("it has a weight").grams, 700);
    assert_eq!(again, value);

    let (read, _) = order(json!({ "ware": { "price": 1 } })).await;
    let ware = read.ware.expect("it is there");
    assert!(ware.named.is_none() && ware.priced.is_some() && ware.unknown.is_none());
}

#[tokio::test]
async fn a_time_is_no_date() {
    for due in ["2026-02-03", "2026-02-03T04:05:06.5Z"] {
        let (_, again) = order(json!({ "due": due })).await;
        assert_eq!(again, json!({ "due": due }));
    }
}

#[tokio::test]
async fn the_choice_that_keeps_most_is_taken() {
    let (read, again) = order(json!({ "wider": { "name": "Ada", "vip": true } })).await;
    assert!(
        matches!(read.wider, Some(OrderWider::Customer(_))),
        "{read:?}"
    );
    assert_eq!(again, json!({ "wider": { "name": "Ada", "vip": true } }));
    let (read, _) = order(json!({ "wider": { "name": "Ada" } })).await;
    assert!(matches!(read.wider, Some(OrderWider::Named(_))), "{read:?}");
}

#[tokio::test]
async fn a_listed_value_is_more_than_a_text() {
    let (read, _) = order(json!({ "model": "fancy" })).await;
    assert_eq!(read.model, Some(OrderModel::Known(Known::Fancy)));
    let (read, again) = order(json!({ "model": "home made" })).await;
    assert_eq!(read.model, Some(OrderModel::String("home made".to_owned())));
    assert_eq!(again, json!({ "model": "home made" }));
}

#[tokio::test]
async fn the_properties_of_choices_beside_properties_are_kept() {
    let value = json!({
        "mixed": { "id": "m", "price": 3.5 }, "reach": { "phone": "1" },
        "only": { "name": "Ada" }, "twins": { "name": "Bob" }, "size": "large", "gift": null,
    });
    let (read, again) = order(value.clone()).await;
    assert_eq!(read.mixed.expect("it is there").price, Some(3.5));
    assert_eq!(again, value);
}

#[tokio::test]
async fn what_extends_a_base_stands_where_the_base_is_referred_to() {
    let (server, client) = started!(families);
    let dog = json!({ "petType": "dog", "bark": "low", "friend": { "petType": "Cat" } });
    let puppy = json!({ "petType": "Puppy", "bark": "high", "weeks": 7 });
    let fish = json!({ "petType": "fish", "fins": 4 });
    for (value, is_it) in [
        (
            dog,
            (|pet| matches!(pet, Pet::DogBase(dog) if dog.bark.as_deref() == Some("low")))
                as fn(&Pet) -> bool,
        ),
        (
            puppy,
            |pet| matches!(pet, Pet::Puppy(puppy) if puppy.weeks.is_some_and(|weeks| weeks == 7)),
        ),
        (
            fish,
            |pet| matches!(pet, Pet::PetBase(pet) if pet.pet_type == "fish" && pet.extra["fins"] == 4),
        ),
    ] {
        server.answer(200, value.clone());
        server.answer(200, json!({ "petType": "dog" }));
        let pet = client
            .swap(&crate::families::types::PetBase::new("x").into())
            .await
            .expect("it is answered");
        assert!(is_it(&pet), "{pet:?}");
        client.swap(&pet).await.expect("it is answered");
        assert_eq!(server.last().json(), value);
    }
}

#[tokio::test]
async fn a_base_that_lists_what_extends_it_is_a_choice() {
    let (server, client) = started!(families);
    server.answer(200, json!({ "type": "Boat", "sails": 3 }));
    let car: Vehicle = crate::families::types::Car::new("Car").wheels(4).into();
    let boat = client.trade(&car).await.expect("it is answered");
    assert_eq!(server.last().json(), json!({ "type": "Car", "wheels": 4 }));
    assert!(matches!(boat, Vehicle::Boat(boat) if boat.sails.is_some_and(|sails| sails == 3)));
}

#[tokio::test]
async fn types_that_contain_themselves_come_through() {
    let (server, client) = started!(recursion);
    let whole = json!({
        "not": { "not": {} }, "allOf": [{ "allOf": [] }], "properties": { "a": { "items": [{}] } },
        "items": { "items": { "not": {} } }, "value": { "a": [1.5, "x", true, { "b": [] }] },
        "filter": { "and": [{ "is": "a", "otherwise": { "is": "b" } }, { "and": [] }] },
        "left": { "right": { "left": { "right": {} } } },
    });
    server.answer(200, whole.clone());
    server.answer(200, json!({}));
    let read: Props = client.check(&Props::new()).await.expect("it is answered");
    client.check(&read).await.expect("it is answered");
    assert_eq!(server.last().json(), whole);
}
