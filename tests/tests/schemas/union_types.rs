//! Unions keep the whole value, also if it matches no subschema.

use serde_json::{Value, json};

use crate::discriminated_bases::types::{Pet, Vehicle};
use crate::start_server_and_client;
use crate::unions::types::{Known, Order, OrderModel, OrderWider, Payment};

/// Deserializes a value as an order, and serializes it again.
async fn order(value: Value) -> (Order, Value) {
    let (server, client) = start_server_and_client!(unions);
    server.respond(200, value);
    server.respond(200, json!({}));
    let read = client.order(&Order::new()).await.unwrap();
    client.order(&read).await.unwrap();
    (read, server.last().json())
}

#[tokio::test]
async fn a_discriminator_selects_the_subschema() {
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
async fn keeps_a_value_that_matches_no_subschema() {
    let value = json!({
        "payment": { "type": "gold", "ounces": [1, { "two": 2 }] }, "size": { "w": 1 },
        "ware": { "colour": "red" }, "scale": 9, "customer": 7, "deep": [1],
    });
    let (read, again) = order(value.clone()).await;
    assert_eq!(again, value);
    assert!(
        !format!("{read:?}").contains("ounces"),
        "it may be a secret"
    );
}

#[tokio::test]
async fn any_of_keeps_all_matching_subschemas() {
    let value = json!({ "ware": { "name": "bell", "price": 3.5, "grams": 700 } });
    let (read, again) = order(value.clone()).await;
    let ware = read.ware.unwrap();
    assert_eq!(ware.named.unwrap().name, "bell");
    assert_eq!(ware.weighed.unwrap().grams, 700);
    assert_eq!(again, value);

    let (read, _) = order(json!({ "ware": { "price": 1 } })).await;
    let ware = read.ware.unwrap();
    assert!(ware.named.is_none() && ware.priced.is_some() && ware.unknown.is_none());
}

#[tokio::test]
async fn selects_the_subschema_that_keeps_most() {
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
async fn prefers_an_enum_value_to_a_string() {
    let (read, _) = order(json!({ "model": "fancy" })).await;
    assert_eq!(read.model, Some(OrderModel::Known(Known::Fancy)));
    let (read, again) = order(json!({ "model": "home made" })).await;
    assert_eq!(read.model, Some(OrderModel::String("home made".to_owned())));
    assert_eq!(again, json!({ "model": "home made" }));
}

#[tokio::test]
async fn keeps_the_properties_of_subschemas_next_to_properties() {
    let value = json!({
        "mixed": { "id": "m", "price": 3.5 }, "reach": { "phone": "1" },
        "only": { "name": "Ada" }, "twins": { "name": "Bob" }, "size": "large", "gift": null,
    });
    let (read, again) = order(value.clone()).await;
    assert_eq!(read.mixed.unwrap().price, Some(3.5));
    assert_eq!(again, value);
}

#[tokio::test]
async fn a_subtype_can_replace_its_base() {
    let (server, client) = start_server_and_client!(discriminated_bases);
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
        server.respond(200, value.clone());
        server.respond(200, json!({ "petType": "dog" }));
        let pet = client
            .swap(&crate::discriminated_bases::types::PetBase::new("x").into())
            .await
            .unwrap();
        assert!(is_it(&pet), "{pet:?}");
        client.swap(&pet).await.unwrap();
        assert_eq!(server.last().json(), value);
    }
}

#[tokio::test]
async fn a_base_that_lists_its_subtypes_is_a_union() {
    let (server, client) = start_server_and_client!(discriminated_bases);
    server.respond(200, json!({ "type": "Boat", "sails": 3 }));
    let car: Vehicle = crate::discriminated_bases::types::Car::new("Car")
        .wheels(4)
        .into();
    let boat = client.trade(&car).await.unwrap();
    assert_eq!(server.last().json(), json!({ "type": "Car", "wheels": 4 }));
    assert!(matches!(boat, Vehicle::Boat(boat) if boat.sails.is_some_and(|sails| sails == 3)));
}
