# Reads the AWS config file, and the section headers and key names of the shared credentials file, whose values stay here.
# Path: the file, empty where AWS clients' own is meant. WithKeys: whether the credentials file is looked at.
[CmdletBinding(SupportsShouldProcess)]
param ([string] $Path, [bool] $WithKeys)
function Expand([string] $Name) {
    if ($Name -match '^~($|[\\/])') { $Name = $env:USERPROFILE + $Name.Substring(1) }
    [IO.Path]::GetFullPath([Environment]::ExpandEnvironmentVariables($Name))
}
$Ansible.Changed = $false
$config = Expand ($Path, $env:AWS_CONFIG_FILE, '~\.aws\config' | Where-Object { $_ } | Select-Object -First 1)
$Ansible.Result = @{ path = $config; folder = [IO.Directory]::Exists($config); link = $null; data = $null; keys = $null }
$Ansible.Result.account = [Security.Principal.WindowsIdentity]::GetCurrent().Name
$item = Get-Item -LiteralPath $config -Force -ErrorAction SilentlyContinue
if ($item.LinkType -eq 'SymbolicLink') { $Ansible.Result.link = "$($item.Target)" }
if ([IO.File]::Exists($config)) { $Ansible.Result.data = [Convert]::ToBase64String([IO.File]::ReadAllBytes($config)) }
if ($WithKeys) {
    $beside = [IO.Path]::Combine([IO.Path]::GetDirectoryName($config), 'credentials')
    $file = Expand ($env:AWS_SHARED_CREDENTIALS_FILE, $beside | Where-Object { $_ } | Select-Object -First 1)
    $Ansible.Result.keys_path = $file
    if ([IO.File]::Exists($file)) {
        $latin = [Text.Encoding]::GetEncoding(28591)  # a character for each byte
        $text = $latin.GetString([IO.File]::ReadAllBytes($file)) -replace '(?<![^\r\n])([^\[#;=:\r\n]+[=:])[^\r\n]*', '$1 x'
        $Ansible.Result.keys = [Convert]::ToBase64String($latin.GetBytes($text))
    }
}
