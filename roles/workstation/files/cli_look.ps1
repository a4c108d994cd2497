# Prints what the role has to know of a Windows machine before it decides about AWS CLI, as cli_look.sh does elsewhere.
# uid is 0 for an administrator, who installs for everybody; AWS's packages have the two places below (install.ps1 of
# the AWS CLI).
$principal = [Security.Principal.WindowsPrincipal] [Security.Principal.WindowsIdentity]::GetCurrent()
$administrator = $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
"system=Windows"
"uid=$(if ($administrator) { 0 } else { 1 })"
"home=$env:USERPROFILE"

$places = @(
    (Get-Command -Name aws.exe -CommandType Application -ErrorAction SilentlyContinue).Source
    "$env:LOCALAPPDATA\Programs\Amazon\AWSCLIV2\aws.exe"
    "$env:ProgramW6432\Amazon\AWSCLIV2\aws.exe"
)
foreach ($aws in $places | Where-Object { $_ } | Select-Object -Unique) {
    if (Test-Path -LiteralPath $aws) {
        $said = & $aws --version 2>$null
        if ("$said" -match '^aws-cli/(2\.\S+)') {
            "found=$($Matches[1]) $aws"
        }
    }
}
