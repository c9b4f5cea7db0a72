//! What each command says of itself.

use super::{Both, Page};

pub(super) const PAGES: &[Page] = &[
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
