/* -------------------------------------------------------------------------- */

/**
 * Asks whether the library that is running belongs to this header: call it
 * once, when the library is loaded. Statuses: BF_WRONG_VERSION.
 */
static inline bf_status bf_check_abi(bf_error **err)
{
    return bf_check_version(BF_ABI_VERSION, BF_VERSION_MAJOR, BF_VERSION_MINOR, err);
}

#ifdef __cplusplus
}
#endif

#endif /* BANGFU_H */
