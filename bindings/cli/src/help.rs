//! What `--help` says, in Chinese and in English side by side.
//!
//! clap's own headings are English only; so the texts are put into its command
//! tree at run time, in the language of the reader.

use bangfu::error::Lang;
use clap::Command;

/// A text in both languages.
struct Both(&'static str, &'static str);

impl Both {
    const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.0,
            Lang::En => self.1,
        }
    }
}

/// One command: its path, what it does, its usage, and examples to learn from.
struct Page {
    path: &'static [&'static str],
    about: Both,
    usage: &'static str,
    more: Both,
}

const PAGES: &[Page] = &[
    Page {
        path: &[],
        about: Both(
            "bangfu 帮扶：把捐赠分配到需求，合规、公平、讲得清缘由，精确到分。",
            "bangfu allocates charity gifts to needs: lawful, fair, explained, exact to the fen.",
        ),
        usage: "bangfu COMMAND",
        more: Both(
            "先看示例：\n    bangfu demo\n再用自己的文件：\n    bangfu check my.json\n    bangfu allocate my.json --out plan.json\n    bangfu explain plan.json --programme my.json --need n-001\n    bangfu verify plan.json --programme my.json\n    bangfu compare plan.json other-plan.json\n\n文件名写 - 表示标准输入或输出。退出状态：0 完成；1 答案为「否」（有错、不符、代码有误）；\n2 输入或命令行有误；3 bangfu 自身的缺陷。",
            "See an example first:\n    bangfu demo\nThen take your own programme:\n    bangfu check my.json\n    bangfu allocate my.json --out plan.json\n    bangfu explain plan.json --programme my.json --need n-001\n    bangfu verify plan.json --programme my.json\n    bangfu compare plan.json other-plan.json\n\nA file named - is standard input or output. Exit status: 0 done; 1 the answer is no\n(errors, violations, a bad code); 2 the input or the command line is wrong; 3 a defect.",
        ),
    },
    Page {
        path: &["demo"],
        about: Both(
            "用自带的万源示例走一遍：核对、分配、说明缘由",
            "Run the Wanyuan programme that ships inside: check, allocate, explain",
        ),
        usage: "bangfu demo [--out DIR]",
        more: Both(
            "例：\n    bangfu demo\n    bangfu demo --lang en\n    bangfu demo --out wanyuan      把文件和方案存到目录 wanyuan",
            "Examples:\n    bangfu demo\n    bangfu demo --lang zh\n    bangfu demo --out wanyuan      keeps programme and plan in the directory wanyuan",
        ),
    },
    Page {
        path: &["check"],
        about: Both(
            "核对文件，一次指出全部错误",
            "Validate documents; all errors at once",
        ),
        usage: "bangfu check FILE...",
        more: Both(
            "活动、规则、方案三种文件都可以。有错时退出状态是 1。\n例：\n    bangfu check my.json\n    bangfu check --json a.json b.json",
            "Programmes, rules and plans alike. The exit status is 1 when there are errors.\nExamples:\n    bangfu check my.json\n    bangfu check --json a.json b.json",
        ),
    },
    Page {
        path: &["allocate"],
        about: Both(
            "分配：打印方案，或写入文件",
            "Allocate: print the plan, or write it",
        ),
        usage: "bangfu allocate PROGRAMME [--rules FILE] [--out PLAN]",
        more: Both(
            "先核对，再分配。写了 --out 就把方案写入文件，并打印表格。\n规则里有配捐（allocation.matching）时，资金池按部分使用，每个部分由一笔捐赠触发；\n方案的 matches 写明是哪一笔、触发多少。\n例：\n    bangfu allocate my.json --out plan.json\n    bangfu allocate my.json --rules rules.json --pretty\n    cat my.json | bangfu allocate - > plan.json",
            "Checks first. With --out the plan is written there and tables are printed.\nWhere the rules match gifts (allocation.matching), a pool is used in parts, each triggered by\na gift; `matches` in the plan says by which one, and how much.\nExamples:\n    bangfu allocate my.json --out plan.json\n    bangfu allocate my.json --rules rules.json --pretty\n    cat my.json | bangfu allocate - > plan.json",
        ),
    },
    Page {
        path: &["explain"],
        about: Both(
            "说明一项需求为何得这么多，或一笔捐赠为何用、为何留",
            "Say why a need got this much, or a gift was used or held",
        ),
        usage: "bangfu explain PLAN --programme FILE (--need ID | --gift ID)",
        more: Both(
            "例：\n    bangfu explain plan.json --programme my.json --need n-001\n    bangfu explain plan.json --programme my.json --gift g-001 --lang en",
            "Examples:\n    bangfu explain plan.json --programme my.json --need n-001\n    bangfu explain plan.json --programme my.json --gift g-001 --lang zh",
        ),
    },
    Page {
        path: &["canon"],
        about: Both(
            "打印文件的规范字节（校验值所据）",
            "Print a document's canonical bytes, which its hash is over",
        ),
        usage: "bangfu canon FILE",
        more: Both(
            "例：\n    bangfu canon my.json > canonical.json      sha256sum 的结果就是方案里的 input_hash\n    bangfu canon --pretty my.json",
            "Examples:\n    bangfu canon my.json > canonical.json      its sha256sum is the input_hash of plans\n    bangfu canon --pretty my.json",
        ),
    },
    Page {
        path: &["verify"],
        about: Both(
            "复核任何人做的方案：合规、付得起、按次序、无遗漏",
            "Check anyone's plan: lawful, affordable, greedy, complete",
        ),
        usage: "bangfu verify PLAN --programme FILE [--rules FILE]",
        more: Both(
            "不符时退出状态是 1。\n例：\n    bangfu verify plan.json --programme my.json\n    bangfu verify - --programme my.json --json < plan.json",
            "The exit status is 1 when the plan does not hold.\nExamples:\n    bangfu verify plan.json --programme my.json\n    bangfu verify - --programme my.json --json < plan.json",
        ),
    },
    Page {
        path: &["bench"],
        about: Both(
            "测一测这台机器上分配有多快",
            "Measure how quick the allocator is on this machine",
        ),
        usage: "bangfu bench [--needs N | --places FILE] [--gifts N] [--family NAME] [--seed S] [--caps]",
        more: Both(
            "需求和捐赠是编造的，同一 --seed 处处相同。\n类型 a 钱较宽，h 钱少而限定多，g 限定交错；其余是极端情形：equal 需求全同，free 全不限定，\nnamed 每笔指名一项，villages 一村一笔，giant 一项占半，zero 无钱。\nsolve 是归并、分配、定用项、写明细的时间，不含读文件；verify 是不靠求解器的复核；\ncalibration 是同一次运行里的标尺：机器不同，就比 solve ÷ calibration。\n例：\n    bangfu bench\n    bangfu bench --needs 1000000 --family h --json",
            "Needs and gifts are made up, the same everywhere for one --seed.\nFamily a has more money, h less of it and more of that restricted, g restrictions that\ncross; the others are edges: equal needs, free gifts, gifts that each name one need,\nvillages with gifts of their own, a giant need, zero money. solve is the time to gather, allocate,\nroute and write records, without reading files; verify certifies without the solver;\ncalibration is a yardstick of the same run: compare machines by solve ÷ calibration.\nExamples:\n    bangfu bench\n    bangfu bench --needs 1000000 --family h --json",
        ),
    },
    Page {
        path: &["fairness"],
        about: Both(
            "公平性：各层级、各地、各项目满足了多少，封顶的代价是多少",
            "How far each tier, place and project is covered, and what caps cost",
        ),
        usage: "bangfu fairness PLAN --programme FILE [--rules FILE]",
        more: Both(
            "满足程度 =（已有 + 安排）÷ 需要。封顶的代价：不设任何分组封顶，再分配一次，看多安排多少。\n例：\n    bangfu fairness plan.json --programme my.json\n    bangfu fairness plan.json --programme my.json --json",
            "Covered is (had + granted) / asked. What caps on groups cost is found by allocating once more\nwithout them.\nExamples:\n    bangfu fairness plan.json --programme my.json\n    bangfu fairness plan.json --programme my.json --json",
        ),
    },
    Page {
        path: &["compare"],
        about: Both(
            "比较两份方案：谁多了、谁少了、为什么；也用来试算",
            "Compare two plans: who gains, who loses, why; also to ask what if",
        ),
        usage: "bangfu compare PLAN PLAN",
        more: Both(
            "只看方案里写的：每项需求的安排、缘由、来源，资金和各种物资分开。\n要试算，就改一份活动或规则，再分配一次，然后比较。例如：储备改成两成会怎样？\n    bangfu allocate my.json --out plan.json\n    bangfu allocate my.json --rules what-if.json --out what-if-plan.json\n    bangfu compare plan.json what-if-plan.json",
            "It reads what the plans say: what each need is granted, why, and from which gift; money and\neach item by themselves. To ask what if, change the programme or the rules, allocate again,\nand compare. What if a fifth were kept in reserve?\n    bangfu allocate my.json --out plan.json\n    bangfu allocate my.json --rules what-if.json --out what-if-plan.json\n    bangfu compare plan.json what-if-plan.json",
        ),
    },
    Page {
        path: &["import"],
        about: Both(
            "把表格（.xls .xlsx .ods .csv .json）里的捐赠、物资、需求，或文稿里的事实导入活动文件",
            "Put gifts, goods and needs of sheets (.xls .xlsx .ods .csv .json), or facts of a text, into a programme",
        ),
        usage: "bangfu import FILE... --into PROGRAMME [--kind KIND] [--map MAP] [--dry-run | --yes]\n       bangfu import FILE --fix OUT.xlsx [--kind KIND] [--map MAP]\n       bangfu import FILE --kind text [--restored OUT] [--into PROGRAMME --accept LIST [--on DATE]]",
        more: Both(
            "先显示会新增、改动、保留什么，确认后才写入。同样的捐赠换个顺序、换个格式再导入，什么也不变。\n个人姓名换成代号；写 --keep-names 才保留。备注读成限定的建议；读不明白的先挂起。\n对照文件是 JSON：columns（列名）、unit（万元）、recipient（接收机构）、received_on、category、area……\n--fix 另写一份改好的 .xlsx：有把握的改好，存疑的标出，改了什么记在「修改记录」；原文件不动。\n文稿（--kind text）先修复，逐处列出；再提出机构、金额、项目等，注明原文位置。选取了的才放入，\n原文没有的年份由 --on 指明。\n例：\n    bangfu import 捐款.xls --into my.json --dry-run\n    bangfu import 捐款.xls 物资.xlsx --into my.json --map map.json --yes\n    bangfu import 捐款.xls --fix 捐款-改.xlsx\n    bangfu import 通稿.txt --kind text --restored 修复.txt\n    bangfu import 通稿.txt --kind text --into my.json --accept certain --on 2024-04-02",
            "First it shows what would be added, changed and left; it writes only when you agree. The same\ngifts in another order or format change nothing. Names of individuals become numbers unless\n--keep-names is given. Remarks become proposals; what is not clear is put on hold.\nA mapping file is JSON: columns, unit, recipient, received_on, category, area and more.\n--fix writes a repaired copy as .xlsx: what is certain is put right, what is in doubt is marked, and\na sheet says what was changed. The original stays as it is.\nA text (--kind text) is repaired, with each repair listed; then organisations, amounts, projects\nand more are proposed with their places. Only what you accept is put in; a year that the text\nlacks is said with --on.\nExamples:\n    bangfu import gifts.xls --into my.json --dry-run\n    bangfu import gifts.xls goods.xlsx --into my.json --map map.json --yes\n    bangfu import gifts.xls --fix gifts-fixed.xlsx\n    bangfu import report.txt --kind text --restored repaired.txt\n    bangfu import report.txt --kind text --into my.json --accept certain --on 2024-04-02",
        ),
    },
    Page {
        path: &["export"],
        about: Both(
            "把活动和方案导出成表格（xlsx、csv）或公开数据（360giving、iati、hxl）",
            "Write a programme and its plan as sheets (xlsx, csv) or open data (360giving, iati, hxl)",
        ),
        usage: "bangfu export PROGRAMME [--plan PLAN] --to FORMAT --out FILE|DIR [--list LIST]",
        more: Both(
            "表格里的需求、项目、资源、捐赠、物资品种改过以后能原样导回（bangfu import）；方案只供阅读和打印。\ncsv 不写 --list 时每份清单一个文件，--out 是目录。\n例：\n    bangfu export my.json --to xlsx --out my.xlsx\n    bangfu export my.json --plan plan.json --to xlsx --out plan.xlsx\n    bangfu export my.json --to csv --list needs --out needs.csv --encoding gb18030\n公开数据不写个人姓名；写不进去的、缺少的，都会说明。360giving 要有方案和 --prefix，\n360giving、iati 要知道由谁发布。\n例：\n    bangfu export my.json --plan plan.json --to iati --publisher charity --out my.xml",
            "Needs, projects, resources, gifts and items come back whole when they are imported again\n(bangfu import); a plan is for reading and printing. Without --list csv writes a file for each\nlist, and --out is a directory.\nExamples:\n    bangfu export my.json --to xlsx --out my.xlsx\n    bangfu export my.json --plan plan.json --to xlsx --out plan.xlsx\n    bangfu export my.json --to csv --list needs --out needs.csv --encoding gb18030\nOpen data names no individual, and it is said what is left out or lacking. 360giving wants a plan\nand --prefix; 360giving and iati want to know who publishes.\nExample:\n    bangfu export my.json --plan plan.json --to iati --publisher charity --out my.xml",
        ),
    },
    Page {
        path: &["template"],
        about: Both(
            "给填报的人一份空表：下拉列表、单位、两行示例、说明",
            "An empty sheet for those who report: drop-down lists, units, two examples, notes",
        ),
        usage: "bangfu template KIND --out FILE",
        more: Both(
            "填好后直接导入，不需要对照文件；示例行不会导入。\n例：\n    bangfu template needs --out 需求.xlsx\n    bangfu import 需求.xlsx --into my.json",
            "Filled in, it is imported without a mapping; the example rows are not imported.\nExamples:\n    bangfu template needs --out needs.xlsx\n    bangfu import needs.xlsx --into my.json",
        ),
    },
    Page {
        path: &["money"],
        about: Both(
            "金额：大写、识读、拆分",
            "Amounts: in capitals, read, split",
        ),
        usage: "bangfu money COMMAND",
        more: Both(
            "例：\n    bangfu money capital 1386000.00\n    bangfu money read 138.6万余元\n    bangfu money split 1000000.00 --by 1,1,1",
            "Examples:\n    bangfu money capital 1386000.00\n    bangfu money read 138.6万余元\n    bangfu money split 1000000.00 --by 1,1,1",
        ),
    },
    Page {
        path: &["money", "capital"],
        about: Both("把金额写成大写", "Write an amount in Chinese capitals"),
        usage: "bangfu money capital AMOUNT",
        more: Both(
            "例：\n    bangfu money capital 1386000.00      壹佰叁拾捌万陆仟元整",
            "Example:\n    bangfu money capital 1386000.00      壹佰叁拾捌万陆仟元整",
        ),
    },
    Page {
        path: &["money", "read"],
        about: Both(
            "识读中文金额，区分确数与约数",
            "Read an amount as people write it, exact or only bounded",
        ),
        usage: "bangfu money read TEXT",
        more: Both(
            "例：\n    bangfu money read 138.6万余元              at_least 1386000.00\n    bangfu money read 壹佰叁拾捌万陆仟元整      exactly 1386000.00",
            "Examples:\n    bangfu money read 138.6万余元              at_least 1386000.00\n    bangfu money read 壹佰叁拾捌万陆仟元整      exactly 1386000.00",
        ),
    },
    Page {
        path: &["money", "split"],
        about: Both(
            "按权重拆分一笔钱，合计分毫不差",
            "Split a pot by weights; the shares sum to it exactly",
        ),
        usage: "bangfu money split AMOUNT --by W,W,... [--method METHOD]",
        more: Both(
            "例：\n    bangfu money split 1000000.00 --by 1,1,1\n    bangfu money split 0.10 --by 6,6,2 --method webster",
            "Examples:\n    bangfu money split 1000000.00 --by 1,1,1\n    bangfu money split 0.10 --by 6,6,2 --method webster",
        ),
    },
    Page {
        path: &["code"],
        about: Both(
            "代码：区划、信用代码、身份证号、备案编号",
            "Codes: divisions, credit codes, ID numbers, filing numbers",
        ),
        usage: "bangfu code COMMAND",
        more: Both(
            "例：\n    bangfu code check 511781 51511781MJ0000001Y",
            "Example:\n    bangfu code check 511781 51511781MJ0000001Y",
        ),
    },
    Page {
        path: &["code", "check"],
        about: Both(
            "核对代码；身份证号只显示掩码",
            "Check codes; an ID number is shown masked only",
        ),
        usage: "bangfu code check CODE...",
        more: Both(
            "有误时退出状态是 1。\n例：\n    bangfu code check 511781\n    bangfu code check --json 51511781MJ0000001Y 511781109390",
            "The exit status is 1 when one is bad.\nExamples:\n    bangfu code check 511781\n    bangfu code check --json 51511781MJ0000001Y 511781109390",
        ),
    },
];

/// What each argument means. Most mean the same wherever they stand.
const ARGUMENTS: &[(&str, Both)] = &[
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

/// What the argument means in the command, or wherever it stands.
fn argument(path: &[String], id: &str) -> Option<&'static Both> {
    let own = path.last().map(|command| format!("{command}.{id}"));
    let named = |wanted: &str| ARGUMENTS.iter().find(|(name, _)| *name == wanted);
    own.and_then(|own| named(&own))
        .or_else(|| named(id))
        .map(|(_, text)| text)
}

/// The command tree with all its texts in one language.
pub(crate) fn localised(command: Command, lang: Lang) -> Command {
    page(command, &[], lang)
}

fn page(mut command: Command, path: &[String], lang: Lang) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    for name in &names {
        let below: Vec<String> = path.iter().chain([name]).cloned().collect();
        command = command.mut_subcommand(name, |sub| page(sub, &below, lang));
    }
    let arguments: Vec<_> = command
        .get_arguments()
        .map(|arg| arg.get_id().clone())
        .collect();
    for id in arguments {
        let text = argument(path, id.as_str());
        command = command.mut_arg(id, |arg| {
            let heading = match (arg.is_positional(), lang) {
                (true, Lang::Zh) => "参数",
                (true, Lang::En) => "Arguments",
                (false, Lang::Zh) => "选项",
                (false, Lang::En) => "Options",
            };
            let arg = arg.help_heading(heading);
            match text {
                Some(text) => arg.help(text.get(lang)),
                None => arg,
            }
        });
    }
    if let Some(page) = PAGES.iter().find(|page| page.path.iter().eq(path)) {
        command = command
            .about(page.about.get(lang))
            .override_usage(page.usage)
            .after_help(page.more.get(lang));
    }
    let (usage, commands) = match lang {
        Lang::Zh => ("用法：", "命令"),
        Lang::En => ("Usage: ", "Commands"),
    };
    command
        .subcommand_help_heading(commands)
        .help_template(format!(
            "{{about-with-newline}}\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}"
        ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn walk(command: &Command, path: &[String], seen: &mut Vec<Vec<String>>) {
        let known = PAGES.iter().any(|page| page.path.iter().eq(path));
        assert!(known, "no help for {path:?}");
        seen.push(path.to_vec());
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            assert!(argument(path, id).is_some(), "no help for {path:?} {id}");
        }
        for sub in command.get_subcommands() {
            let below: Vec<String> = path
                .iter()
                .cloned()
                .chain([sub.get_name().to_owned()])
                .collect();
            walk(sub, &below, seen);
        }
    }

    #[test]
    fn every_command_and_argument_is_helped_with_and_no_other() {
        let command = crate::args::Args::command();
        let mut seen = Vec::new();
        walk(&command, &[], &mut seen);
        for page in PAGES {
            assert!(
                seen.iter().any(|path| page.path.iter().eq(path)),
                "{:?}",
                page.path
            );
        }
    }
}
