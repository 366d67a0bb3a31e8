//! Arguments → one command → exit code.

fn main() -> std::process::ExitCode {
    sanshen::cli::main(std::env::args_os())
}
