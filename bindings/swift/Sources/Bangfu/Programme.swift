internal import BangfuRaw
import Foundation

/// The facts to allocate by: who needs what, what was given, and for what.
///
/// What exists has been checked: a programme can't be made from a document that
/// has an error. It is immutable, cheap to copy, and may be used from many
/// threads at once.
public struct Programme: Sendable {
    /// The id.
    public let id: String
    /// The name.
    public let name: String?
    /// The day of the plan: which gifts have arrived, which dates have passed.
    public let asOf: Day
    /// How many needs there are.
    public let needCount: Int
    /// How many gifts there are.
    public let giftCount: Int
    /// Its own rule book, if it has one.
    public let rules: Rules?
    private let raw: RawProgramme

    /// Reads a `bangfu.programme/1` document.
    ///
    /// - Throws: ``BangfuError`` with everything that is wrong with it.
    public init(document: Data) throws(BangfuError) {
        let raw = try ask(about: document) { try RawProgramme.read(document: $0) }
        let head = try ask { try raw.head() }
        (id, name, asOf) = (head.id, head.name, Day(written: head.asOf))
        (needCount, giftCount) = (Int(head.needs), Int(head.gifts))
        if let own = try ask({ try raw.rules() }) {
            rules = try Rules(own)
        } else {
            rules = nil
        }
        self.raw = raw
    }

    /// Reads a `bangfu.programme/1` document.
    ///
    /// - Throws: ``BangfuError`` with everything that is wrong with it.
    public init(json: String) throws(BangfuError) {
        try self.init(document: Data(json.utf8))
    }

    /// Reads a `bangfu.programme/1` document from a file.
    ///
    /// - Throws: ``BangfuError``, and Foundation's errors for the file.
    public init(contentsOf url: URL) throws {
        try self.init(document: Data(contentsOf: url))
    }

    /// As bangfu writes it.
    public func canonical() throws(BangfuError) -> Document.Canonical {
        Document.Canonical(try ask { try raw.canonical() })
    }

    /// What to do after a report of progress.
    public enum Continuation: Sendable {
        /// Go on.
        case proceed
        /// Stop: the call ends with an error of the kind `cancelled`.
        case cancel
    }

    /// Says who gets how much, and why.
    ///
    /// The same documents give the same plan on every machine, to the byte.
    ///
    /// - Parameter rules: the rules to go by instead of the programme's own.
    /// - Throws: ``BangfuError``, such as `INFEASIBLE_FLOOR` with its facts.
    public func allocate(rules: Rules? = nil) throws(BangfuError) -> Plan {
        try Plan(ask { try raw.allocate(rules: rules?.raw, listener: nil) })
    }

    /// Says who gets how much, and why, and how far it has come meanwhile.
    ///
    /// `progress` hears how many of how many steps are done: at most twenty
    /// times a second, on the thread of the call, and at last with both numbers
    /// equal. It may answer ``Continuation/cancel`` or throw.
    ///
    /// ```swift
    /// let plan = try programme.allocate { done, total in
    ///     Task.isCancelled ? .cancel : .proceed
    /// }
    /// ```
    ///
    /// - Throws: ``BangfuError``, or what `progress` throws, unchanged.
    public func allocate(
        rules: Rules? = nil,
        progress: (_ done: Int, _ total: Int) throws -> Continuation
    ) throws -> Plan {
        try Listener.hears(progress) { listener in
            try Plan(ask { try raw.allocate(rules: rules?.raw, listener: listener) })
        }
    }

    /// Checks a plan, anyone's: lawful, affordable, fair, complete.
    ///
    /// - Parameter rules: the rules to go by instead of the programme's own.
    /// - Throws: ``BangfuError`` when the rules can't be applied; then no plan
    ///   can be right or wrong.
    public func verify(_ plan: Plan, rules: Rules? = nil) throws(BangfuError) -> Verification {
        Verification(try ask { try raw.verify(rules: rules?.raw, plan: plan.raw) })
    }

    /// Explains why a need got this much.
    ///
    /// - Throws: ``BangfuError`` `UNKNOWN_REFERENCE` when there is no such need
    ///   or the plan is another programme's.
    public func explain(need id: String, in plan: Plan, rules: Rules? = nil) throws(BangfuError) -> Explanation<NeedReason> {
        let found = try ask(about: id) {
            try raw.explainNeed(rules: rules?.raw, plan: plan.raw, id: id)
        }
        return try Explanation(found)
    }

    /// Explains why a gift was used or held.
    ///
    /// - Throws: ``BangfuError`` `UNKNOWN_REFERENCE` when there is no such gift
    ///   or the plan is another programme's.
    public func explain(gift id: String, in plan: Plan, rules: Rules? = nil) throws(BangfuError) -> Explanation<GiftReason> {
        let found = try ask(about: id) {
            try raw.explainGift(rules: rules?.raw, plan: plan.raw, id: id)
        }
        return try Explanation(found)
    }
}

/// A rule book: what is allowed, who comes first, what is kept back.
///
/// It is immutable, cheap to copy, and may be used from many threads at once.
public struct Rules: Sendable {
    /// The id.
    public let id: String
    let raw: RawRules

    /// Reads a `bangfu.rules/1` document.
    ///
    /// - Throws: ``BangfuError`` with everything that is wrong with it.
    public init(document: Data) throws(BangfuError) {
        try self.init(ask(about: document) { try RawRules.read(document: $0) })
    }

    /// Reads a `bangfu.rules/1` document.
    ///
    /// - Throws: ``BangfuError`` with everything that is wrong with it.
    public init(json: String) throws(BangfuError) {
        try self.init(document: Data(json.utf8))
    }

    /// Reads a `bangfu.rules/1` document from a file.
    ///
    /// - Throws: ``BangfuError``, and Foundation's errors for the file.
    public init(contentsOf url: URL) throws {
        try self.init(document: Data(contentsOf: url))
    }

    init(_ raw: RawRules) throws(BangfuError) {
        id = try ask { try raw.id() }
        self.raw = raw
    }

    /// As bangfu writes it.
    public func canonical() throws(BangfuError) -> Document.Canonical {
        Document.Canonical(try ask { try raw.canonical() })
    }
}
