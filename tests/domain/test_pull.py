"""Keep or win: the answer follows from the numbers."""

from a3tracker.domain.pull import Pull, keep_or_win


def test_with_a_small_share_a_point_of_acquisition_weighs_more() -> None:
    said = keep_or_win(Pull(share=0.25, retention=0.88, acquisition=0.05), "month")
    assert said == (
        "At a share of 25 %, one more point of retention brings 0.25 points of share in the next month, one "
        "more point of acquisition 0.75: the next A3 should win."
    )


def test_with_a_large_share_keeping_weighs_more() -> None:
    assert "should keep." in keep_or_win(Pull(share=0.7, retention=0.88, acquisition=0.3), "quarter")


def test_the_long_run_is_told_where_it_says_otherwise() -> None:
    said = keep_or_win(Pull(share=0.25, retention=0.88, acquisition=0.15), "month")
    assert "should win. If both rates stay for long, keeping weighs more: 15 % of the others are won" in said


def test_at_half_the_market_they_weigh_alike() -> None:
    assert "they weigh alike" in keep_or_win(Pull(share=0.5, retention=0.9, acquisition=0.1), "month")


def test_without_a_share_it_says_what_a_point_of_retention_is_worth_and_what_is_missing() -> None:
    said = keep_or_win(Pull(start=3817, retention=0.4611), "quarter")
    assert "38 customers" in said
    assert "2,057 of 3,817" in said
    assert "share of demand" in said


def test_without_figures_it_asks_for_them() -> None:
    assert "Enter the figures" in keep_or_win(Pull(), "month")


def test_needed_new_customers_follow_from_target_demand_start_retention_and_won_back() -> None:
    pull = Pull(start=1000, retention=0.9, won_back=20.0, demand=4000, target_share=0.25)
    assert pull.needed
    assert pull.needed.shown == 80
    assert Pull(start=1000, retention=0.9).needed is None
    assert Pull(start=1000, retention=0.9, demand=1000, target_share=0.25).needed.shown == 0  # type: ignore[union-attr]
