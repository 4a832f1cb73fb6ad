import CLinux
import Glibc

/// Runs a body that no signal ends in the middle, but the one that nobody can hold: what came meanwhile
/// comes behind it.
func holdingSignals<Result, Failed: Error>(_ body: () throws(Failed) -> Result) throws(Failed)
  -> Result
{
  var (all, before) = (sigset_t(), sigset_t())
  sigfillset(&all)
  pthread_sigmask(SIG_BLOCK, &all, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  return try body()
}
