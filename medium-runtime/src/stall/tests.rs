//! Nothing moves, something moves, and the last of it is on its way.

use super::*;

#[tokio::test(start_paused = true)]
async fn standing_still_ends_the_wait() {
    let clock = Clock::start(Duration::from_secs(20));
    let before = Instant::now();
    assert!(
        clock
            .watch(pin!(std::future::pending::<()>()))
            .await
            .is_err()
    );
    assert_eq!(before.elapsed(), Duration::from_secs(20));
}

/// A clock that watches a body, and how that body moves.
fn sending() -> (Clock, Arc<Sending>) {
    let mut clock = Clock::start(Duration::from_secs(20));
    let sending = Arc::new(Sending::start(clock.start, clock.limit));
    clock.sending = Some(Arc::clone(&sending));
    (clock, sending)
}

/// A piece of the body every 15 seconds.
async fn an_hour(sending: &Sending) {
    for _ in 0..240 {
        tokio::time::sleep(Duration::from_secs(15)).await;
        sending.took(16 << 10);
    }
}

#[tokio::test(start_paused = true)]
async fn steady_progress_may_take_an_hour() {
    let (clock, sending) = sending();
    assert!(clock.watch(pin!(an_hour(&sending))).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn what_waits_in_buffers_gets_the_time_that_it_took_so_far() {
    let (clock, sending) = sending();
    for _ in 0..40 {
        tokio::time::sleep(Duration::from_secs(1)).await;
        sending.took(16 << 10);
    }
    sending.took_all();
    let answer = tokio::time::sleep(Duration::from_secs(55));
    assert!(clock.watch(pin!(answer)).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn each_piece_of_an_answer_has_the_whole_wait() {
    let clock = Clock::start(Duration::from_secs(20));
    let piece = |seconds| tokio::time::sleep(Duration::from_secs(seconds));
    for _ in 0..10 {
        assert!(clock.piece(pin!(piece(15))).await.is_ok());
    }
    assert!(clock.piece(pin!(piece(21))).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_begins_early_waits_for_the_rest_of_the_body() {
    let (clock, sending) = sending();
    assert!(clock.piece(pin!(an_hour(&sending))).await.is_ok());
    let nothing = std::future::pending::<()>();
    assert!(clock.piece(pin!(nothing)).await.is_err());
}
