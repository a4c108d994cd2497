# Replaces the AWS config file by a finished one beside it, unless it is not what was read any more.
# Path: the file. Data: its new bytes in base64. Expected: SHA-256 of what was read, empty where there was no file.
[CmdletBinding()]
param ([string] $Path, [string] $Data, [string] $Expected, [bool] $Backup)
$Ansible.Changed = $false
$Ansible.Result = @{ written = $false; backup_file = $null }
$folder = [IO.Path]::GetDirectoryName($Path)
$null = [IO.Directory]::CreateDirectory($folder)
$beside = [IO.Path]::Combine($folder, ".aws-config.$([Guid]::NewGuid()).identity_center.tmp")
try {
    [byte[]] $bytes = [Convert]::FromBase64String($Data)
    $stream = [IO.File]::Create($beside)
    try { $stream.Write($bytes, 0, $bytes.Length); $stream.Flush($true) } finally { $stream.Dispose() }
    $found = if ([IO.File]::Exists($Path)) { (Get-FileHash -LiteralPath $Path -Algorithm SHA256).Hash } else { '' }
    if ($found -ne $Expected) { return }
    if ($found -and $Backup) {
        $copy = "$Path.$PID.$(Get-Date -Format 'yyyyMMdd-HHmmss').bak"
        [IO.File]::Copy($Path, $copy)
        $Ansible.Result.backup_file = $copy
    }
    # Replace keeps the old file's access rights; a null that stays one is [NullString].
    if ($found) { [IO.File]::Replace($beside, $Path, [NullString]::Value) } else { [IO.File]::Move($beside, $Path) }
    $Ansible.Result.written = $true
    $Ansible.Changed = $true
}
finally {
    [IO.File]::Delete($beside)
}
