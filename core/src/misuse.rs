//! How a program may misuse bangfu from another language: what the compiler
//! refuses in Rust and only a running library can refuse elsewhere.
//!
//! Knows no room. The numbers 91 to 93 belong to the command line.

crate::error::errors! {
    /// A call that says nothing sensible, whatever the documents say.
    ///
    /// `argument` is a name in the interface, never a value.
    pub enum Misuse {
        /// A pointer that must point to something does not.
        1 NullPointer "NULL_POINTER" { argument: &'static str }
            "参数 {argument} 是空指针"
            "the argument {argument} is a null pointer"
        /// A text is not UTF-8; `offset` counts bytes from 0.
        2 NotUtf8 "NOT_UTF8" { argument: &'static str, offset: usize }
            "参数 {argument} 自第 {offset} 字节（从 0 数）起不是 UTF-8；GB 18030 文本请用专门的函数"
            "the argument {argument} is not UTF-8 from byte {offset} on (counted from 0); for GB 18030 there are functions of its own"
        /// A handle is of another kind, or was freed.
        3 WrongHandle "WRONG_HANDLE" { argument: &'static str }
            "参数 {argument} 不是这一类的句柄，或已经释放"
            "the argument {argument} is a handle of another kind, or was freed"
        /// Something else is being done with the handle.
        4 Busy "BUSY"
            "这个句柄正在被使用；请等那次调用结束"
            "the handle is in use; wait for that call to end"
        /// The library and what calls it were made for different interfaces.
        5 WrongVersion "WRONG_VERSION" { wanted: String, found: String }
            "调用方按接口 {wanted} 编译，库的接口是 {found}；请换成同一版"
            "the caller was made for the interface {wanted}, the library has {found}; take both of one version"
        /// The memory that the input asks for can't be had.
        6 OutOfMemory "OUT_OF_MEMORY"
            "内存不足，未作处理；请拆小输入，或在内存更大的机器上运行"
            "there is not enough memory and nothing was done; split the input, or use a machine with more"
        /// A length that no object in memory can have.
        7 BadLength "BAD_LENGTH" { argument: &'static str }
            "参数 {argument} 的长度不可能是真的"
            "the length of the argument {argument} can't be true"
        /// An index beyond the end.
        8 OutOfBounds "OUT_OF_BOUNDS" { index: usize, len: usize }
            "序号 {index} 超出范围：共 {len} 项，从 0 数"
            "the index {index} is out of bounds: there are {len}, counted from 0"
        /// The caller's array can't hold the answer.
        9 TooSmall "TOO_SMALL" { needed: usize }
            "给出的数组太小：需要 {needed} 个位置"
            "the array is too small: {needed} places are needed"
        /// A constant that the interface doesn't have.
        10 UnknownConstant "UNKNOWN_CONSTANT" { argument: &'static str }
            "参数 {argument} 的值不在规定的几种之内"
            "the argument {argument} has none of the values that it may have"
        /// A text is not GB 18030; `offset` counts bytes from 0.
        11 NotGb18030 "NOT_GB18030" { argument: &'static str, offset: usize }
            "参数 {argument} 自第 {offset} 字节（从 0 数）起不是 GB 18030"
            "the argument {argument} is not GB 18030 from byte {offset} on (counted from 0)"
        /// A text with a NUL where texts end with one; `offset` counts bytes
        /// from 0.
        12 EmbeddedNul "EMBEDDED_NUL" { argument: &'static str, offset: usize }
            "参数 {argument} 的第 {offset} 字节（从 0 数）是 NUL，这里不能有"
            "byte {offset} of the argument {argument} (counted from 0) is a NUL, which can't stand there"
    }
}

crate::error::errors! {
    /// A defect of bangfu itself.
    pub enum Defect {
        /// A call panicked, or an earlier one that left a handle half written.
        9001 Panic "DEFECT"
            "这是 bangfu 自身的缺陷，不是输入的错；请把所用的调用和版本告诉维护者"
            "this is a defect of bangfu, not a mistake in the input; please report the call and the version"
    }
}
