package io.bangfu

/** Why a need gets what it gets: the first of these that is true. */
public enum class NeedReason {
    // In the order of their numbers in the columns, from 1.

    /** Nobody knows how much it needs. */
    UNKNOWN_QUANTITY,

    /** It has all it asks for. */
    MET,

    /** It has reached its own cap. */
    CAPPED,

    /** What it could get is below the minimum grant. */
    BELOW_MINIMUM,

    /** It counts 0, so it gets nothing beyond its floor. */
    ZERO_WEIGHT,

    /** No gift that has anything available may pay it. */
    NO_ELIGIBLE_GIFT,

    /** A cap on a group that it belongs to is full. */
    GROUP_CAPPED,

    /** All that may pay it went to earlier phases. */
    OUTRANKED,

    /** All that may pay it is used up. */
    SHORT,
}

/** What becomes of a gift. */
public enum class GiftReason {
    // In the order of their numbers in the columns, from 1.

    /** It arrives after the day of the plan. */
    NOT_YET_RECEIVED,

    /** The last day on which it may be used has passed. */
    USE_BY_PASSED,

    /** The goods do not stay good for long enough. */
    BEST_BEFORE,

    /** Nothing of it is left. */
    USED_UP,

    /** It may pay no need of the programme. */
    NO_ELIGIBLE_NEED,

    /** What is left is less than a pack. */
    BELOW_PACK,

    /** The needs that it may pay want no more. */
    NO_FURTHER_ELIGIBLE_NEED,

    /** It matches other gifts, and what is left no gift has triggered. */
    NOT_TRIGGERED,
}
