/// What a careful program asks of the file system and Qt does not offer: is a folder on a network drive, is a file on
/// the disk for good, can one file take another's place in one step. One source file per system. Thread: any.
#pragma once

#include <QString>

namespace lectern {

/// Whether the folder lies on a drive of another machine, where locks and shared memory cannot be trusted (NFS, SMB,
/// WebDAV, sshfs …). The environment variable LECTERN_SHARES names folders, separated as in PATH, that count as such
/// whatever they are: for drives Lectern does not recognise, and for tests.
[[nodiscard]] bool onNetworkDrive(const QString& folder);

/// Waits until the bytes of the file are on the disk; false if the system says no.
[[nodiscard]] bool syncFile(const QString& path);

/// Waits until the names in the folder are on the disk; true where the system needs no such thing.
[[nodiscard]] bool syncFolder(const QString& folder);

/// Lets the system begin to write these bytes of an open file to the disk, without waiting: whoever syncs the file later
/// waits for less. Does nothing where the system has no such call, or for a temporary file that has no name any more.
void beginWriting(int file, qint64 from, qint64 bytes);

/// `from` takes the place of `to`, existing or not, in one step; both lie in one folder. False if it cannot.
[[nodiscard]] bool replaceFile(const QString& from, const QString& to);

/// Makes a folder only its owner may enter; false if it cannot be made or is there already.
[[nodiscard]] bool makePrivateFolder(const QString& folder);

} // namespace lectern
