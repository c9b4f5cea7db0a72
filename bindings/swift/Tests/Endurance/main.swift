// What takes too long for a test, or must not share its process.
//
//     Endurance memory        100,000 programmes come and go; the process stays as large
//     Endurance memory leak   the same with a planted leak: must fail
//     Endurance version       says whether library and package belong together
//     Endurance figures       what calls and rows cost, one JSON object a line

import Bangfu
import BangfuRaw
import Foundation

func fail(_ why: String) -> Never {
    FileHandle.standardError.write(Data("\(why)\n".utf8))
    exit(1)
}

do {
    switch CommandLine.arguments.dropFirst().joined(separator: " ") {
    case "memory": try memory(leaking: false)
    case "memory leak": try memory(leaking: true)
    case "version": print(try SelfTest.version())
    case "figures": try figures()
    default: fail("memory | memory leak | version | figures")
    }
} catch {
    fail("\(error)")
}

/// Loads and frees many programmes, and asks all that gives something back.
func memory(leaking: Bool) throws {
    let (all, first, allowed) = (100_000, 10_000, 8 << 20)
    let good = programme(needs: 3)
    let bad = Data(#"{"format":"bangfu.programme/1","id":"p","as_of":"2024-02-30"}"#.utf8)
    var kept: [Programme] = []
    var settled = 0
    for round in 1...all {
        let read = try Programme(document: good)
        if leaking { kept.append(read) }
        if round.isMultiple(of: 20) {
            let plan = try read.allocate { _, _ in .proceed }
            _ = try read.verify(plan)
            _ = try read.explain(need: "n-0", in: plan).text()
            _ = try? Programme(document: bad)
            _ = try? read.allocate { _, _ in .cancel }
            _ = try? read.allocate { _, _ in throw CocoaError(.userCancelled) }
        }
        if round == first { settled = resident() }
        if round.isMultiple(of: first) {
            let grown = resident() - settled
            print("after \(round): \(settled >> 10) KiB and \(grown >> 10) KiB more")
            if grown > allowed { fail("it grows") }
        }
    }
    print("memory loop: ran \(all) of \(all)")
    withExtendedLifetime(kept) {}
}

/// The resident size of this process in bytes, as Linux tells it.
func resident() -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
        let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { fail("the size of a process is read from /proc: run this on Linux") }
    return pages * sysconf(Int32(_SC_PAGESIZE))
}

func programme(needs: Int) -> Data {
    let rows = (0..<needs).map { #"{"id":"n-\#($0)","place":"511781109200","category":"relief","money":"10.00"}"# }
    let text = #"""
        {"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02","registry":{
        "organisations":[{"id":"c","name":"慈善会","kind":"charity"},{"id":"d","name":"公司","kind":"company"}],
        "places":[{"code":"511781109200","name":"示例一村"}]},
        "lists":{"needs":[\#(rows.joined(separator: ","))]},
        "giving":{"gifts":[{"id":"g","donor":"d","recipient":"c","received_on":"2024-04-01","money":"7.00","restriction":"none"}]},
        "rules":{"format":"bangfu.rules/1","id":"r"}}
        """#
    return Data(text.utf8)
}

func figures() throws {
    let calls = 100_000
    let call = try median { for number in 0..<calls { _ = try SelfTest.echo(Int64(number)) } }
    tell("a trivial call", call / Double(calls) * 1e9, "ns")

    let raw = try RawProgramme.read(document: programme(needs: 100_000)).allocate(rules: nil, listener: nil)
    tell("10⁵ plan rows and their 10⁵ lines as columns", try median { _ = try Plan(raw) } * 1e3, "ms")
    let plan = try Plan(raw)
    var granted = Int64(0)
    let rows = try median { for need in plan.needs { granted &+= need.granted.money?.fen ?? 0 } }
    tell("a row looked at of each of them", rows * 1e3, "ms")
}

func tell(_ what: String, _ value: Double, _ unit: String) {
    let short = String(format: "%.4g", value)
    print(#"{"what": "\#(what)", "value": \#(short), "unit": "\#(unit)"}"#)
}

/// The median time of some warm runs, in seconds.
func median(_ work: () throws -> Void) throws -> Double {
    try work()
    let times = try (0..<9).map { _ in
        let start = DispatchTime.now().uptimeNanoseconds
        try work()
        return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    }
    return times.sorted()[times.count / 2]
}
