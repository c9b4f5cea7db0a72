internal import BangfuRaw

/// Passes reports on to a closure, and keeps what it throws. Each library knows
/// it by a protocol of its own.
///
/// Unchecked, because the library calls it on the thread of the call alone and
/// only while that waits.
package final class Listener: RawListener, @unchecked Sendable {
    private var progress: ((Int, Int) throws -> Programme.Continuation)?
    private var thrown: (any Error)?

    private init(_ progress: @escaping (Int, Int) throws -> Programme.Continuation) {
        self.progress = progress
    }

    package func report(done: UInt64, total: UInt64) -> Bool {
        do {
            return try progress?(Int(done), Int(total)) == .proceed
        } catch {
            thrown = error
            return false
        }
    }

    /// Asks a question that tells `progress` how far it has come; what `progress`
    /// throws comes out as it is.
    package static func hears<Answer>(
        _ progress: (Int, Int) throws -> Programme.Continuation, _ question: (Listener) throws -> Answer
    ) throws -> Answer {
        try withoutActuallyEscaping(progress) { progress in
            let listener = Listener(progress)
            // The library lets go of the listener before the call ends; nothing
            // may call it later, for `progress` is gone then.
            defer { listener.progress = nil }
            do {
                return try question(listener)
            } catch {
                throw listener.thrown ?? error
            }
        }
    }
}
