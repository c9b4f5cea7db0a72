internal import BangfuRaw

/// Why a need got this much, or why a gift was used or held.
public struct Explanation<Reason: PlanReason>: Sendable, Hashable {
    /// The plan's reason.
    public let reason: Reason
    /// Whether plan, programme and rules are of one state; if not, the plan may
    /// be older than they are.
    public let fits: Bool
    private let texts: Texts
    private let documents: Texts

    init(_ raw: RawExplained) throws(BangfuError) {
        guard let reason = Reason(rawValue: raw.reason) else { throw .defect }
        (self.reason, fits) = (reason, raw.fits)
        texts = Texts(zh: raw.textZh, en: raw.textEn)
        documents = Texts(zh: raw.jsonZh, en: raw.jsonEn)
    }

    /// The explanation in whole sentences, a paragraph a line.
    public func text(_ language: Language = .preferred) -> String {
        texts[language]
    }

    /// As the command line of bangfu prints it, with the numbers behind it.
    public func json(_ language: Language = .preferred) -> String {
        documents[language]
    }
}

/// What was found when a plan was checked.
public struct Verification: Sendable, Hashable {
    /// Whether the plan is right.
    public let isRight: Bool
    /// Everything that is wrong, at most 1000.
    public let violations: [Finding]
    /// How many violations there are besides.
    public let more: Int
    /// How many lines were checked.
    public let lineCount: Int
    /// How many needs were checked.
    public let needCount: Int
    /// How many gifts were checked.
    public let giftCount: Int
    /// Whether minimum grants were checked; with very many needs they are not.
    public let minimumGrantChecked: Bool
    private let certificates: Texts
    private let documents: Texts

    init(_ raw: RawVerified) {
        (isRight, violations, more) = (raw.ok, raw.violations.map(Finding.init), Int(raw.more))
        (lineCount, needCount, giftCount) = (Int(raw.lines), Int(raw.needs), Int(raw.gifts))
        minimumGrantChecked = raw.minimumGrantChecked
        certificates = Texts(zh: raw.certificateZh, en: raw.certificateEn)
        documents = Texts(zh: raw.jsonZh, en: raw.jsonEn)
    }

    /// A page for the file that says what was checked and found.
    public func certificate(_ language: Language = .preferred) -> String {
        certificates[language]
    }

    /// As the command line of bangfu prints it.
    public func json(_ language: Language = .preferred) -> String {
        documents[language]
    }
}
