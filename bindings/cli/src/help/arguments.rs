//! What each argument is for.

use super::Both;

/// What each argument means. Most mean the same wherever they stand.
pub(super) const ARGUMENTS: &[(&str, Both)] = &[
    (
        "bench.needs",
        Both(
            "多少项需求，默认 100000",
            "how many needs, 100000 unless told",
        ),
    ),
    (
        "bench.gifts",
        Both(
            "多少笔捐赠，默认与需求相同",
            "how many gifts, as many as needs unless told",
        ),
    ),
    (
        "bench.family",
        Both(
            "a、h、g，或极端情形 equal、free、named、villages、giant、zero",
            "a, h, g, or an edge: equal, free, named, villages, giant, zero",
        ),
    ),
    (
        "bench.seed",
        Both("随机种子，相同则数目相同", "equal seeds make equal numbers"),
    ),
    (
        "bench.places",
        Both(
            "村级代码文件，每行一个：各村每类一项需求",
            "a file of village codes, one a line: one need a category in each",
        ),
    ),
    (
        "bench.caps",
        Both(
            "每村封顶为所需的一半",
            "cap every village at half of what it asks for",
        ),
    ),
    (
        "bench.flow",
        Both(
            "用最大流求割，即使区划成树",
            "find cuts by flows, though areas are a tree",
        ),
    ),
    (
        "bench.network",
        Both(
            "把归并后的网络和结果写成 JSON，供别的求解器对照",
            "write the gathered network and what was granted as JSON, for other solvers",
        ),
    ),
    (
        "bench.threads",
        Both(
            "线程数（1 至 64，默认 1）；结果不因此改变",
            "how many threads, 1 (the default) to 64; they change nothing of what is found",
        ),
    ),
    (
        "json",
        Both(
            "打印 JSON 文档，供程序读取",
            "Print JSON documents for programs",
        ),
    ),
    ("pretty", Both("JSON 缩进", "Indent JSON")),
    (
        "lang",
        Both(
            "语言：zh 或 en；不写就看系统的语言环境",
            "Language, zh or en; by default that of the locale",
        ),
    ),
    (
        "color",
        Both(
            "颜色：auto（终端上才用）、always、never",
            "Colour: auto (on a terminal only), always, never",
        ),
    ),
    ("help", Both("显示这份说明", "Show this help")),
    ("version", Both("显示版本", "Show the version")),
    (
        "demo.out",
        Both(
            "把文件和方案写到这个目录",
            "Write programme and plan into this directory",
        ),
    ),
    (
        "allocate.out",
        Both(
            "把方案写到这个文件（- 为标准输出）",
            "Write the plan to this file (- is standard output)",
        ),
    ),
    ("import.files", Both("表格或文稿", "The sheets, or a text")),
    (
        "restored",
        Both(
            "修复后的文本写到这个文件（- 为标准输出）",
            "Write the repaired text to this file (- is standard output)",
        ),
    ),
    (
        "accept",
        Both(
            "选取哪些提议：certain、all，或编号如 1,3,5-9",
            "Which proposals to accept: certain, all, or numbers such as 1,3,5-9",
        ),
    ),
    (
        "on",
        Both(
            "活动的日期，原文没有年份时指明",
            "The day of the event, where the text has no year",
        ),
    ),
    (
        "into",
        Both("导入到这个活动文件", "The programme that they are put into"),
    ),
    (
        "fix",
        Both(
            "不导入，另写一份改好的表格（.xlsx）",
            "Import nothing, and write a repaired copy of the sheet (.xlsx)",
        ),
    ),
    (
        "kind",
        Both(
            "行是什么：gifts 捐款、goods 物资、needs 需求、resources 资源；text 是文稿；不写就看表头",
            "What the rows are: gifts, goods, needs, resources; or text; by default what the header says",
        ),
    ),
    (
        "map",
        Both(
            "对照文件，说明表格自己没写的事",
            "A mapping file that says what the sheets don't",
        ),
    ),
    (
        "dry_run",
        Both("只显示，不写入", "Show only, write nothing"),
    ),
    ("yes", Both("不再询问，直接写入", "Write without asking")),
    (
        "keep_names",
        Both("保留个人姓名", "Keep the names of individuals"),
    ),
    (
        "overwrite",
        Both(
            "活动文件里已有而内容不同的，改成表格里的",
            "Change what is there with other content to what the sheet says",
        ),
    ),
    (
        "export.plan",
        Both("方案文件，一并导出", "A plan to go with it"),
    ),
    (
        "export.rules",
        Both(
            "方案所用的规则文件，代替活动文件里的规则",
            "The rules of the plan, in place of the programme's own",
        ),
    ),
    (
        "to",
        Both(
            "格式：xlsx、csv、360giving、iati、hxl",
            "Format: xlsx, csv, 360giving, iati or hxl",
        ),
    ),
    (
        "of",
        Both(
            "哪一种：needs 需求、gifts 捐赠、resources 资源",
            "Which one: needs, gifts or resources",
        ),
    ),
    (
        "template.out",
        Both(
            "写到这个文件（- 为标准输出）",
            "The file to write (- is standard output)",
        ),
    ),
    (
        "export.out",
        Both(
            "写到这个文件；几个文件时是目录（- 为标准输出）",
            "The file to write, or the directory for several (- is standard output)",
        ),
    ),
    (
        "list",
        Both(
            "只要这一份：needs、projects、resources、gifts、items、plan",
            "Only this one: needs, projects, resources, gifts, items or plan",
        ),
    ),
    (
        "encoding",
        Both(
            "csv 的编码：utf-8（默认，带 BOM）或 gb18030",
            "Encoding of csv: utf-8 (default, with a byte order mark) or gb18030",
        ),
    ),
    (
        "publisher",
        Both(
            "由哪个机构发布公开数据（id）；默认为接收全部捐赠的那个机构",
            "Who publishes open data, by its id; by default the one that received all gifts",
        ),
    ),
    (
        "prefix",
        Both(
            "向 360Giving 登记的前缀，资助编号以它开头",
            "The prefix registered with 360Giving, with which the ids of grants begin",
        ),
    ),
    ("files", Both("要核对的文件", "The documents to check")),
    ("file", Both("文件", "The document")),
    ("programme", Both("活动文件", "The programme")),
    (
        "rules",
        Both(
            "规则文件，代替活动文件里的规则",
            "Rules in place of the programme's own",
        ),
    ),
    ("plan", Both("方案文件", "The plan")),
    ("before", Both("原来的方案", "The first plan")),
    ("after", Both("新的方案", "The second plan")),
    ("need", Both("需求的编号", "The id of a need")),
    ("gift", Both("捐赠的编号", "The id of a gift")),
    (
        "amount",
        Both(
            "金额，如 1386000.00",
            "An amount in yuan, such as 1386000.00",
        ),
    ),
    (
        "text",
        Both("写有金额的文字", "A text that states an amount"),
    ),
    (
        "by",
        Both("权重，用逗号隔开", "Weights, with commas between"),
    ),
    (
        "method",
        Both(
            "方法：largest_remainder（默认，最大余数法）或 webster",
            "Method: largest_remainder (default) or webster",
        ),
    ),
    ("codes", Both("要核对的代码", "The codes to check")),
];
