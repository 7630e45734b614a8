//! Time limits without progress, with progress, and at the end of a body.

use super::*;

const STALL_LIMIT: Duration = Duration::from_secs(20);
const RESPONSE_LIMIT: Duration = Duration::from_secs(120);

#[tokio::test(start_paused = true)]
async fn no_progress_ends_the_wait() {
    let clock = Clock::start(STALL_LIMIT, RESPONSE_LIMIT);
    let before = Instant::now();
    assert!(
        clock
            .watch(pin!(std::future::pending::<()>()))
            .await
            .is_err()
    );
    assert_eq!(before.elapsed(), Duration::from_secs(20));
}

/// Returns a clock with a watched body.
fn sending() -> (Clock, Arc<BodyProgress>) {
    let mut clock = Clock::start(STALL_LIMIT, RESPONSE_LIMIT);
    let sending = Arc::new(BodyProgress::start(clock.start, clock.limit));
    clock.sending = Some(Arc::clone(&sending));
    (clock, sending)
}

/// Sends a chunk every 15 seconds.
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
async fn buffered_data_extends_the_wait() {
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
async fn each_chunk_restarts_the_wait() {
    let clock = Clock::start(STALL_LIMIT, RESPONSE_LIMIT);
    let mut since = None;
    for _ in 0..5 {
        assert!(
            clock
                .next_chunk(&mut since, pin!(seconds(15)))
                .await
                .is_ok()
        );
    }
    let stalled = clock.next_chunk(&mut since, pin!(seconds(21))).await;
    assert_eq!(stalled, Err(Stalled::NoProgress(STALL_LIMIT)));
}

#[tokio::test(start_paused = true)]
async fn a_trickling_response_ends_at_its_total_limit() {
    let clock = Clock::start(STALL_LIMIT, RESPONSE_LIMIT);
    let (mut since, start) = (None, Instant::now());
    let mut given_up = None;
    // A byte every ten seconds is progress.
    for _ in 0..100 {
        given_up = clock.next_chunk(&mut since, pin!(seconds(10))).await.err();
        if given_up.is_some() {
            break;
        }
    }
    assert_eq!(given_up, Some(Stalled::TooSlow(RESPONSE_LIMIT)));
    assert_eq!(start.elapsed(), RESPONSE_LIMIT);
}

#[tokio::test(start_paused = true)]
async fn an_early_response_waits_for_the_request_body() {
    let (clock, sending) = sending();
    let mut since = None;
    assert!(
        clock
            .next_chunk(&mut since, pin!(an_hour(&sending)))
            .await
            .is_ok()
    );
    let nothing = std::future::pending::<()>();
    assert!(clock.next_chunk(&mut since, pin!(nothing)).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_stream_has_no_total_limit() {
    let clock = Clock::start(STALL_LIMIT, RESPONSE_LIMIT);
    let before = Instant::now();
    for _ in 0..240 {
        assert!(clock.next(pin!(seconds(15))).await.is_ok());
    }
    assert_eq!(before.elapsed(), Duration::from_secs(3600));
    let stalled = clock.next(pin!(seconds(21))).await;
    assert_eq!(stalled, Err(Stalled::NoProgress(STALL_LIMIT)));
    let patient = clock.with_stall_limit(RESPONSE_LIMIT);
    assert!(patient.next(pin!(seconds(119))).await.is_ok());
}
