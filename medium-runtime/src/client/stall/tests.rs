//! Nothing moves, something moves, and the last of it is on its way.

use super::*;

const STILL: Duration = Duration::from_secs(20);
const SLOW: Duration = Duration::from_secs(120);

#[tokio::test(start_paused = true)]
async fn standing_still_ends_the_wait() {
    let clock = Clock::start(STILL, SLOW);
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
fn sending() -> (Clock, Arc<BodyProgress>) {
    let mut clock = Clock::start(STILL, SLOW);
    let sending = Arc::new(BodyProgress::start(clock.start, clock.limit));
    clock.sending = Some(Arc::clone(&sending));
    (clock, sending)
}

/// A piece of the body every 15 seconds.
async fn an_hour(sending: &BodyProgress) {
    for _ in 0..240 {
        tokio::time::sleep(Duration::from_secs(15)).await;
        sending.record(16 << 10);
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
        sending.record(16 << 10);
    }
    sending.record_end();
    let response = tokio::time::sleep(Duration::from_secs(55));
    assert!(clock.watch(pin!(response)).await.is_ok());
}

fn seconds(seconds: u64) -> Sleep {
    tokio::time::sleep(Duration::from_secs(seconds))
}

#[tokio::test(start_paused = true)]
async fn each_piece_of_a_response_has_the_whole_wait() {
    let clock = Clock::start(STILL, SLOW);
    let mut since = None;
    for _ in 0..5 {
        assert!(clock.piece(&mut since, pin!(seconds(15))).await.is_ok());
    }
    let stalled = clock.piece(&mut since, pin!(seconds(21))).await;
    assert_eq!(stalled, Err(Stalled::Still(STILL)));
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_trickles_ends_by_the_limit_on_the_whole() {
    let clock = Clock::start(STILL, SLOW);
    let (mut since, start) = (None, Instant::now());
    let mut given_up = None;
    // A byte every ten seconds: it never stands still.
    for _ in 0..100 {
        given_up = clock.piece(&mut since, pin!(seconds(10))).await.err();
        if given_up.is_some() {
            break;
        }
    }
    assert_eq!(given_up, Some(Stalled::Slow(SLOW)));
    assert_eq!(start.elapsed(), SLOW);
}

#[tokio::test(start_paused = true)]
async fn a_response_that_begins_early_waits_for_the_rest_of_the_body() {
    let (clock, sending) = sending();
    let mut since = None;
    assert!(
        clock
            .piece(&mut since, pin!(an_hour(&sending)))
            .await
            .is_ok()
    );
    let nothing = std::future::pending::<()>();
    assert!(clock.piece(&mut since, pin!(nothing)).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_stream_may_take_as_long_as_it_takes_while_it_moves() {
    let clock = Clock::start(STILL, SLOW);
    let before = Instant::now();
    for _ in 0..240 {
        assert!(clock.next(pin!(seconds(15))).await.is_ok());
    }
    assert_eq!(before.elapsed(), Duration::from_secs(3600));
    let stalled = clock.next(pin!(seconds(21))).await;
    assert_eq!(stalled, Err(Stalled::Still(STILL)));
    let patient = clock.with_stall_limit(SLOW);
    assert!(patient.next(pin!(seconds(119))).await.is_ok());
}
