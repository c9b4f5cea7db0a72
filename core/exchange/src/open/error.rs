//! Why nothing is published, and what an export leaves out or changes.

use bangfu::error::errors;

errors! {
    /// Why nothing can be published.
    pub enum OpenError {
        /// More names of individuals than can be looked for.
        1103 TooManyNames "TOO_LARGE" { limit: usize }
            "个人的姓名共超过 {limit} 字节，无法逐一遮去；请分成几份活动文件"
            "the names of individuals have more than {limit} bytes together, too many to mask; split the programme"
        /// Several organisations received the gifts, or none did.
        5701 PublisherWanted "PUBLISHER_WANTED"
            "不知道由谁发布：捐赠不是由同一个机构接收的；请用选项 publisher 写明机构的 id"
            "who publishes this is not known: the gifts were not received by one organisation; name it by its id in the option publisher"
        /// The programme does not know the publisher.
        5702 UnknownPublisher "UNKNOWN_PUBLISHER" { id: String }
            "活动文件里没有「{id}」这个机构；请写已登记机构的 id"
            "the programme has no organisation “{id}”; give the id of one that it has"
        /// An individual does not publish.
        5703 PublisherIsPerson "PUBLISHER_IS_PERSON"
            "发布方是个人；应是机构"
            "the publisher is an individual; it should be an organisation"
        /// The publisher has no credit code, of which its identifier is made.
        5704 NoCreditCode "NO_CREDIT_CODE"
            "发布机构没有统一社会信用代码，写不出 CN-USCI-… 标识；请补上"
            "the publisher has no credit code, so there is no identifier CN-USCI-… of it; add the code"
        /// Grants need a prefix that 360Giving has registered.
        5705 PrefixWanted "PREFIX_WANTED"
            "360Giving 的资助编号以登记过的前缀开头，才不与别人的编号相同；请先向 360Giving 登记，再用选项 prefix 写明（360G-…）"
            "the ids of grants begin with a registered prefix, so that they are nobody else's; register one with 360Giving and give it in the option prefix (360G-…)"
        /// A prefix that 360Giving can't have given.
        5706 BadPrefix "BAD_PREFIX"
            "前缀应是 360G- 后接字母、数字、下划线或连字符，至多 64 个字符"
            "the prefix should be 360G- with letters, digits, underscores or hyphens after it, 64 characters at most"
        /// Grants stand in a plan.
        5707 PlanWanted "PLAN_WANTED"
            "360Giving 只有资助，资助写在分配方案里；请给出方案"
            "360Giving tells of grants, and those stand in a plan; give one"
        /// A file without a grant is none.
        5708 NothingGranted "NOTHING_GRANTED"
            "方案没有可以发布的资助；360Giving 文件至少要有一笔"
            "the plan has no grant that can be published; a file of 360Giving has at least one"
        /// The plan was made for something else.
        5709 OtherPlan "OTHER_PLAN"
            "方案不是为这份活动文件做的（编号或散列值不同）；请重新分配"
            "the plan was not made for this programme: its id or its hash is another; allocate again"
        /// The plan contradicts itself or the programme.
        5710 UnsoundPlan "UNSOUND_PLAN"
            "方案自相矛盾，或提到活动文件里没有的需求或捐赠；请用 bangfu verify 核对"
            "the plan contradicts itself, or names needs or gifts that the programme lacks; see bangfu verify"
        /// A sum leaves the range of fen.
        5711 TooMuch "SUM_TOO_LARGE"
            "这里的金额合计超出可表示的范围"
            "the sum of these amounts leaves the range that can be held"
        /// A name of which nothing is left that may be published.
        5712 NoName "NOTHING_TO_CALL_IT"
            "名称是空的，或没有可以发布的字；请补上"
            "the name is empty, or holds nothing that may be published; add one"
        /// An id that is to be published and tells of a person.
        5713 PersonalId "PERSONAL_ID"
            "这个 id 会公开，却像身份证号，含有个人的姓名或 id，或说出个人在哪个乡村；请换成别的 id"
            "this id would be published, and looks like an ID number, holds the name or id of a person, or tells a person's township or village; take another"
        /// An individual received a gift.
        5714 PersonReceives "PERSON_RECEIVES"
            "这笔捐赠由个人接收；受赠方应是机构（公益事业捐赠法第十条、第十一条）"
            "an individual received this gift; it should be an organisation (公益事业捐赠法 Art. 10, 11)"
        /// Two grants would have the same id.
        5715 SameId "SAME_ID"
            "这项需求的资助编号与另一项相同（id 里的连字符所致）；请改其中一个 id"
            "a grant of this need would have the id of another, through the hyphens of the ids; change one of them"
    }
}

errors! {
    /// What an export leaves out, or writes in another way.
    pub enum OpenNote {
        /// Goods without a price have no value that could be published.
        5751 NotValued "GOODS_NOT_VALUED"
            "实物没有作价，未导出；若要导出，请写明单价（valuation.unit_price）"
            "goods without a valuation were left out; state the price of a unit (valuation.unit_price) to have them"
        /// A pledge of which no day is known.
        5752 UndatedPledge "PLEDGE_WITHOUT_DAY"
            "认捐没有写明在哪次活动，不知道日期，未导出"
            "the pledge names no event, so its day is not known; it was left out"
        /// Characters that no open format may hold.
        5753 CharactersRemoved "CHARACTERS_REMOVED"
            "文字里的控制字符不能写进开放格式，已去掉"
            "control characters can't stand in an open format; they were taken out"
        /// A text that named a person.
        5754 PersonMasked "PERSON_MASKED"
            "文字里有个人的姓名，或像身份证号；已遮去"
            "the text held the name of a person or what looks like an ID number; it was masked"
        /// An organisation under an identifier of the publisher.
        5755 OwnIdentifier "OWN_IDENTIFIER"
            "这个机构没有统一社会信用代码，用发布方自己的编号标识"
            "this organisation has no credit code and stands under an identifier of the publisher"
        /// A figure so small that it may tell of persons.
        5756 SmallFigure "SMALL_FIGURE"
            "人数小于 5，可能认出个人，未导出"
            "a count of persons below 5 may tell who they are; it was left out"
        /// A quantity that nobody knows has no sum.
        5757 NoSum "QUANTITY_WITHOUT_SUM"
            "数量不明、不限或只是下限，合计留空"
            "the quantity is unknown, unlimited or only a bound, so the sum is left blank"
        /// A pledge of an event that has not been yet.
        5759 FuturePledge "PLEDGE_AFTER_DAY"
            "认捐的活动在活动文件的日期之后，未导出"
            "the pledge is of an event after the programme's day; it was left out"
        /// A text that a spreadsheet would compute.
        5758 Formula "LOOKS_LIKE_FORMULA"
            "文字以 =、+、- 或 @ 开头，表格软件会当作公式；前面加了一个撇号"
            "the text begins with =, +, - or @ and a spreadsheet would compute it; an apostrophe was put before it"
    }
}
